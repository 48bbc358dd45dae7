"""Hostile programs, one a case, with what must come of each. `python -m tests.sandbox.table` makes the docs of it.

A program prints what it got: the name of the error that refused it ("EPERM"), or DONE and a value where it got
through. `PRELUDE` is put before every Python program.
"""

from __future__ import annotations

from dataclasses import dataclass

PRELUDE = """
import ctypes, errno, mmap, os, platform, resource, signal, socket, stat, struct, sys, threading, time
libc = ctypes.CDLL(None, use_errno=True)
here = platform.machine() == "x86_64"
NUMBER = {
    "keyctl": 250 if here else 219, "add_key": 248 if here else 217, "bpf": 321 if here else 280,
    "userfaultfd": 323 if here else 282, "perf_event_open": 298 if here else 241, "io_uring_setup": 425,
    "process_vm_readv": 310 if here else 270, "process_vm_writev": 311 if here else 271, "pidfd_getfd": 438,
    "kexec_load": 246 if here else 104, "init_module": 175 if here else 105, "open_by_handle_at": 304 if here else 265,
    "pivot_root": 155 if here else 41, "fsopen": 430, "move_mount": 429, "syslog": 103 if here else 116,
    "quotactl": 179 if here else 60, "kcmp": 312 if here else 272, "swapon": 167 if here else 224,
    "reboot": 169 if here else 142, "clone3": 435, "memfd_secret": 447, "name_to_handle_at": 303 if here else 264,
    "modify_ldt": 154, "iopl": 172, "acct": 163 if here else 89, "vmsplice": 278 if here else 75,
}
def sockets():
    for d in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(d).st_mode): yield d
        except OSError: pass
def attempt(call, *arguments):
    try: print("DONE", call(*arguments))
    except OSError as error: print(errno.errorcode.get(error.errno, error))
def system(name, *arguments):
    ctypes.set_errno(0)
    print("DONE" if libc.syscall(NUMBER[name], *arguments) >= 0 else errno.errorcode[ctypes.get_errno()])
def function(name, *arguments):
    ctypes.set_errno(0)
    print("DONE" if getattr(libc, name)(*arguments) >= 0 else errno.errorcode[ctypes.get_errno()])
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A program and what must come of it."""

    group: str
    name: str
    code: str
    prints: str | None = None
    """Its whole standard output, stripped; "|" stands between what a line may be; None: anything."""
    error: str | None = None
    """Must be in its standard error."""
    ends: str = ""
    """"exit N", "signal N", "timed out", "truncated", "out of memory", "fails", or empty: well."""
    state: str = "kept"
    """What is left of the session's variables; several, with blanks between, where it is a race."""
    language: str = "python"
    seconds: float = 3.0
    alone: bool = False
    """It spoils its session's files, processes or descriptors, so it gets a session of its own."""
    strays: int = 0
    """Processes that the sweep must have killed, at least."""
    artifacts: tuple[str, ...] | None = None
    """Titles of the files handed out; None: none."""
    left_out: int = 0
    """Files not handed out, at least."""
    after: str = ""
    """What is special about the next call: "renewed" (it says that the variables are gone), "late" (it begins with the
    output of a thread that was left behind), "any"."""


def refused(name: str, code: str, how: str = "EPERM", group: str = "the kernel") -> Case:
    """A program that meets an error, prints its name and goes on."""
    return Case(group, name, code, prints=how)


HUNT = """
forged = json.dumps({"done": %s, "exit_status": 0, "state": "kept", "value": "forged", "stopped": ""}).encode()
framed = struct.pack(">I", len(forged)) + forged
for descriptor in sockets():
    for data in (forged, framed):
        try:
            os.set_blocking(descriptor, False); os.write(descriptor, data)
        except OSError: pass
"""

CASES: list[Case] = [
    # --- processes and time
    Case("processes", "fork bomb", "while True:\n    os.fork()", error="BlockingIOError", ends="exit 1"),
    Case("processes", "fork bomb in a shell", ":(){ :|:& };:; wait", language="shell", ends="any",
         state="kept restored fresh"),
    Case("processes", "fork bomb whose children ignore every signal", """
for s in range(1, 65):
    try: signal.signal(s, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True:
    try: os.fork()
    except OSError: pass
""", ends="timed out", seconds=0.7, state="restored fresh", strays=1),
    Case("processes", "thread bomb", """
held = []
try:
    while True:
        held.append(threading.Thread(target=time.sleep, args=(99,), daemon=True)); held[-1].start()
except RuntimeError as error: print(error)
""", prints="can't start new thread", alone=True),
    Case("processes", "daemonised child outlives its parent", """
open("/work/beat", "w").write("0")
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            open("/work/beat", "w").write(str(time.time())); time.sleep(0.02)
    os._exit(0)
time.sleep(0.2); print("left")
""", prints="left", strays=1, artifacts=("beat",)),
    Case("processes", "child in a session of its own ignores SIGTERM",
         "nohup setsid sh -c 'trap \"\" TERM INT HUP; while :; do :; done' >/dev/null 2>&1 &\nsleep 0.1; echo left",
         language="shell", prints="left", strays=1),
    Case("processes", "a forked child falls out of the program", "os.fork()\nNone", strays=0),
    Case("processes", "SIGTERM and SIGINT ignored", """
for s in (signal.SIGINT, signal.SIGTERM): signal.signal(s, signal.SIG_IGN)
print("first", flush=True); time.sleep(99)
""", prints="first", ends="timed out", seconds=0.4, state="restored"),
    Case("processes", "KeyboardInterrupt swallowed for ever", """
while True:
    try:
        while True: pass
    except BaseException: pass
""", ends="timed out", seconds=0.4, state="restored kept"),
    Case("processes", "SIGSTOP to everything and itself",
         "os.kill(-1, signal.SIGSTOP)\nos.kill(os.getpid(), signal.SIGSTOP)", ends="timed out", seconds=0.4,
         state="restored"),
    Case("processes", "SIGSTOP to everything else", "os.kill(-1, signal.SIGSTOP)"),
    Case("processes", "SIGKILL to everything else, the zygote too", "os.kill(-1, 9)"),
    Case("processes", "SIGKILL to everything, itself too", "os.kill(-1, 9)\nos.kill(os.getpid(), 9)",
         ends="signal 9", state="fresh"),
    Case("processes", "SIGKILL and every other signal to process 1", """
for s in range(1, 65):
    try: os.kill(1, s)
    except OSError: pass
print("tried")
""", prints="tried"),
    Case("processes", "a flood of signals to process 1", "for _ in range(200000): os.kill(1, signal.SIGCHLD)",
         ends="any", state="kept"),
    Case("processes", "an alarm that rings between two calls", "signal.setitimer(signal.ITIMER_REAL, 0.05)",
         after="renewed"),
    Case("time", "busy loop", "while True: pass", ends="timed out", seconds=0.4),
    Case("time", "sleep", "print('zzz', flush=True)\ntime.sleep(99)", prints="zzz", ends="timed out", seconds=0.4),
    Case("time", "a regular expression that backtracks for ever", "import re\nre.match('(a+)+$', 'a' * 64 + 'b')",
         ends="timed out", seconds=0.4, state="kept restored"),
    Case("time", "a power with ten billion digits", "3 ** (10 ** 10)", ends="timed out", seconds=0.4,
         state="kept restored"),
    Case("time", "a hanging child", "import subprocess\nsubprocess.run(['sleep', '99'])", ends="timed out", seconds=0.4),
    Case("time", "a thread that stays busy", """
def spin():
    while True: pass
threading.Thread(target=spin, daemon=True).start(); print("spinning")
""", prints="spinning", alone=True),
    Case("time", "an import that never ends", "import importlib\nopen('/work/slow.py', 'w').write('while True: pass')\n"
         "importlib.import_module('slow')", ends="timed out", seconds=0.4, artifacts=("slow.py",)),
    # --- memory, descriptors and disk
    Case("memory", "hog in one process", "x = []\nwhile True: x.append(bytearray(20 << 20))", ends="out of memory",
         state="restored", seconds=8),
    Case("memory", "hog in many processes", """
children = []
for _ in range(10):
    pid = os.fork()
    if pid == 0:
        b = bytearray(90 << 20); time.sleep(1); os._exit(0)
    children.append(pid)
print(any(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -9 for pid in children))
""", ends="any", seconds=8, state="kept restored"),
    Case("memory", "hog in files of memory", """
held = []
while True:
    held.append(os.memfd_create("x"))
    for _ in range(64): os.write(held[-1], b"x" * (1 << 20))
""", ends="any", state="restored kept fresh replaced", alone=True, seconds=8),
    Case("memory", "hog in anonymous shared memory", "x = []\nwhile True:\n    x.append(mmap.mmap(-1, 32 << 20)); "
         "x[-1].write(b'x' * (32 << 20))", ends="out of memory", state="restored", seconds=8),
    Case("memory", "a list that contains a billion names", "x = list(range(10 ** 9))", ends="any",
         state="kept restored", seconds=8),
    Case("memory", "a huge allocation", "x = bytearray(1 << 46)", error="MemoryError", ends="exit 1"),
    Case("memory", "deep recursion", "sys.setrecursionlimit(10 ** 9)\ndef f(n): return f(n + 1) + 1\nf(0)",
         ends="any", state="restored kept", seconds=8),
    Case("memory", "recursion in the interpreter's own C code", "x = []\nfor _ in range(10 ** 6): x = [x]\nrepr(x)",
         ends="fails", state="kept restored"),
    Case("memory", "nested too deeply to parse", "eval('(' * 5000 + ')' * 5000)", ends="exit 1"),
    Case("descriptors", "all descriptors", """
held = []
try:
    while True: held.append(os.open("/dev/null", os.O_RDONLY))
except OSError as error: print(errno.errorcode[error.errno])
""", prints="EMFILE", alone=True),
    Case("descriptors", "all descriptors closed", "os.closerange(0, 256)", ends="fails", state="restored"),
    Case("descriptors", "closed stdout and stderr", "os.close(1); os.close(2)"),
    Case("descriptors", "sys.stdout replaced by nothing", "sys.stdout = sys.stderr = None"),
    Case("descriptors", "pipe buffers", """
held = []
try:
    while True:
        held.append(os.pipe()); os.set_blocking(held[-1][1], False); os.write(held[-1][1], b"x" * 65536)
except OSError as error: print(errno.errorcode[error.errno])
held.clear()
""", prints="EMFILE", alone=True),
    Case("disk", "/work filled", """
try:
    with open("/work/big", "wb") as f:
        while True: f.write(b"x" * (1 << 20))
except OSError as error: print(errno.errorcode[error.errno])
""", prints="EFBIG", left_out=1, alone=True),
    Case("disk", "/work filled with many files", """
try:
    for n in range(99):
        with open(f"/work/{n}", "wb") as f: f.write(b"x" * (5 << 20))
except OSError as error: print(errno.errorcode[error.errno])
""", prints="ENOSPC", artifacts=("0",), left_out=10, alone=True),
    Case("disk", "/tmp filled", """
try:
    for n in range(99):
        with open(f"/tmp/{n}", "wb") as f: f.write(b"x" * (4 << 20))
except OSError as error: print(errno.errorcode[error.errno])
""", prints="ENOSPC", alone=True),
    Case("disk", "all inodes", """
try:
    for n in range(10 ** 6): open(f"/tmp/{n}", "w").close()
except OSError as error: print(errno.errorcode[error.errno])
""", prints="ENOSPC", alone=True, seconds=6),
    Case("disk", "/dev/shm filled", """
try:
    with open("/dev/shm/big", "wb") as f:
        while True: f.write(b"x" * (1 << 20))
except OSError as error: print(errno.errorcode[error.errno])
os.unlink("/dev/shm/big")
""", prints="ENOSPC"),
    Case("disk", "sparse file of a terabyte", "attempt(os.truncate, os.open('/tmp/s', os.O_CREAT | os.O_RDWR), 1 << 40)",
         prints="EFBIG"),
    Case("disk", "the root file system", "attempt(open, '/etc/hearth', 'w')", prints="EROFS"),
    Case("disk", "the supervisor's own code", "attempt(open, '/opt/hearth/sandbox/inside/supervisor.py', 'a')",
         prints="EROFS|EACCES"),
    Case("disk", "a program of its own in /work", "import shutil\nshutil.copy('/bin/true', '/work/t')\n"
         "os.chmod('/work/t', 0o755)\nattempt(os.execv, '/work/t', ['t'])\nos.unlink('/work/t')", prints="EACCES"),
    Case("disk", "programs that run as their owner",
         "find / -xdev -perm /6000 -type f 2>/dev/null | wc -l", language="shell", prints="0"),
    # --- output
    Case("output", "a gigabyte", "b = b'x' * 65536\nfor _ in range(16384): os.write(1, b)", ends="truncated",
         state="kept restored", seconds=8),
    Case("output", "a gigabyte of complaints", "b = b'x' * 65536\nfor _ in range(16384): os.write(2, b)",
         ends="truncated", state="kept restored", seconds=8),
    Case("output", "one line of 100 MB", "print('x' * 100_000_000)", ends="truncated", state="kept restored", seconds=8),
    Case("output", "a flood that ignores interrupts", "signal.signal(2, signal.SIG_IGN)\nwhile True: os.write(1, b'x')",
         ends="truncated", state="restored", seconds=8),
    Case("output", "NUL and broken UTF-8", r"os.write(1, b'\x00\xff\xfe\xc3(\xed\xa0\x80 ok\n')" + "\nNone",
         prints="\x00\ufffd\ufffd\ufffd(\ufffd\ufffd\ufffd ok"),
    Case("output", "a character cut at the border of two pieces", "os.write(1, b'x' * 19000 + b'\\xc3')\ntime.sleep(0.1)\n"
         "os.write(1, b'\\xa9')\nNone", prints="x" * 19000 + "é"),
    Case("output", "escape sequences for the terminal", r"print('\x1b[2J\x1b]0;owned\x07\x9b31m')",
         prints="\x1b[2J\x1b]0;owned\x07\x9b31m"),
    Case("output", "late output of a thread", """
def late():
    time.sleep(0.05); os.write(1, b"late\\n")
threading.Thread(target=late).start(); print("now")
""", prints="now", alone=True, after="late"),
    Case("output", "late output of a child", "sh -c 'sleep 0.1; echo late' & echo now", language="shell", prints="now",
         strays=1),
    Case("output", "a value whose text never ends", """
class Endless:
    def __repr__(self):
        while True: pass
Endless()
""", ends="timed out", seconds=0.4),
    Case("output", "an exception that cannot be printed", """
class Evil(Exception):
    def __str__(self): os._exit(9)
raise Evil
""", ends="exit 9", state="restored"),
    Case("output", "reading standard input", "print(repr(sys.stdin.read()))\nattempt(os.read, 0, 1)",
         prints="''\nDONE b''"),
    Case("output", "asking for input", "input('password: ')", error="cannot ask for input", ends="exit 1"),
    # --- how it ends
    Case("ends", "segmentation fault", "ctypes.string_at(0)", ends="signal 11", state="restored"),
    Case("ends", "abort", "os.abort()", ends="signal 6", state="restored"),
    Case("ends", "os._exit", "print('out', flush=True)\nos._exit(3)", prints="out", ends="exit 3", state="restored"),
    Case("ends", "sys.exit with a sentence", "sys.exit('no luck')", error="no luck", ends="exit 1"),
    Case("ends", "an exit in atexit", "import atexit\natexit.register(os._exit, 9)\nprint('well')", prints="well"),
    Case("ends", "an exit in a finaliser", "class D:\n    def __del__(self): os._exit(7)\nd = D()\ndel d", ends="exit 7",
         state="restored"),
    Case("ends", "a jump into nowhere", "ctypes.CFUNCTYPE(None)(0xdead000)()", ends="signal 11", state="restored"),
    Case("ends", "the interpreter's own modules sabotaged", """
import json, builtins
json.dumps = socket.recv_fds = signal.signal = None
""", ends="fails", state="restored"),
    Case("ends", "builtins sabotaged", "import builtins\nbuiltins.compile = builtins.exec = builtins.print = None",
         alone=True, after="any"),
    Case("ends", "a trace function that raises", "def t(*a): raise ValueError('traced')\nsys.settrace(t)\n"
         "(lambda: 1)()", ends="fails", alone=True, after="any", state="kept restored"),
    # --- forging
    Case("forging", "frames on every descriptor", "import json\n" + HUNT % "1" + "sys.exit(7)", ends="exit 7"),
    Case("forging", "answers with every likely number on every descriptor", "import json\nfor n in range(300):" +
         (HUNT % "n").replace("\n", "\n    ") + "\nsys.exit(7)", ends="exit 7"),
    Case("forging", "the right answer, found in the worker's own frames", """
import json
frame = sys._getframe()
while "order" not in frame.f_locals: frame = frame.f_back
answer = json.dumps({"done": frame.f_locals["order"]["id"], "status": 0, "value": "forged"}).encode()
for d in sockets(): os.write(d, answer)
time.sleep(0.3)
sys.exit(7)
""", ends="any", prints="", after="any"),
    Case("forging", "a child answers in its parent's place", "import json\nif os.fork() == 0:\n    for n in range(300):" +
         (HUNT % "n").replace("\n", "\n        ") + "\n    os._exit(0)\nos.wait()\nsys.exit(5)", ends="exit 5", alone=True),
    Case("forging", "a child poses as the checkpoint", """
import json
if os.fork() == 0:
    for n in range(300):
        for message in ({"checkpoint": True}, {"restored": n}):
            for d in sockets():
                try:
                    os.set_blocking(d, False); os.write(d, json.dumps(message).encode())
                except OSError: pass
    time.sleep(9)
time.sleep(0.3); os.kill(os.getpid(), 9)
""", ends="signal 9", state="restored", strays=1),
    Case("forging", "frames in the output", r"""os.write(1, b'\x00\x00\x00\x0d{"done": true}' * 10)""" + "\nNone",
         prints='\x00\x00\x00\r{"done": true}' * 10),
    Case("forging", "rubbish on the channel until it is full", """
for d in sockets():
    try:
        os.set_blocking(d, False)
        while True: os.write(d, b"[" * 60000)
    except OSError: pass
print("full")
""", prints="full", ends="any", state="kept restored fresh", seconds=1),
    Case("forging", "descriptors sent to the supervisor", """
import array
for d in sockets():
    try:
        with socket.socket(fileno=os.dup(d)) as s:
            for _ in range(50): s.sendmsg([b"{}"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 8))])
    except OSError: pass
print("sent")
""", prints="sent"),
    # --- the supervisor
    Case("supervisor", "tracing it", "function('ptrace', 16, 1, 0, 0)", prints="EPERM"),
    Case("supervisor", "being traced", "function('ptrace', 0, 0, 0, 0)", prints="EPERM"),
    Case("supervisor", "its memory", "attempt(open, '/proc/1/mem', 'rb')", prints="EACCES"),
    Case("supervisor", "its memory, by a call", "system('process_vm_readv', 1, 0, 0, 0, 0, 0)", prints="EPERM"),
    Case("supervisor", "writing its memory", "system('process_vm_writev', 1, 0, 0, 0, 0, 0)", prints="EPERM"),
    Case("supervisor", "its descriptors", "attempt(os.listdir, '/proc/1/fd')", prints="EACCES"),
    Case("supervisor", "its descriptors, by a call", "attempt(os.pidfd_open, 1) if False else system('pidfd_getfd', "
         "os.pidfd_open(1), 3, 0)", prints="EPERM"),
    Case("supervisor", "its environment", "attempt(open, '/proc/1/environ', 'rb')", prints="EACCES"),
    Case("supervisor", "its memory map", "attempt(open, '/proc/1/maps')", prints="EACCES"),
    Case("supervisor", "its root", "attempt(os.listdir, '/proc/1/root/')", prints="EACCES"),
    Case("supervisor", "renice", "attempt(os.setpriority, os.PRIO_PROCESS, 1, 19)", prints="EPERM"),
    Case("supervisor", "renice of everything of its user", "attempt(os.setpriority, os.PRIO_USER, 0, 19)", prints="EPERM"),
    Case("supervisor", "its resource limits", "attempt(resource.prlimit, 1, resource.RLIMIT_NOFILE, (0, 0))", prints="EPERM"),
    Case("supervisor", "its processors", "attempt(os.sched_setaffinity, 1, {0})", prints="EPERM"),
    Case("supervisor", "its score for the out-of-memory killer", "attempt(open, '/proc/1/oom_score_adj', 'w')", prints="EACCES"),
    Case("supervisor", "the zygote's memory", """
found = [p for p in os.listdir('/proc') if p.isdigit() and p not in ('1', str(os.getpid()))]
refused = 0
for pid in found:
    try: open(f'/proc/{pid}/mem', 'r+b')
    except PermissionError: refused += 1
print(refused >= 1)
""", prints="True"),
    # --- artifacts
    Case("artifacts", "a symbolic link to a secret", "os.symlink('/etc/passwd', '/work/link.txt')"),
    Case("artifacts", "a hard link to a secret", "attempt(os.link, '/etc/passwd', '/work/hard.txt')", prints="EXDEV|EPERM"),
    Case("artifacts", "a FIFO", "attempt(os.mkfifo, '/work/pipe.txt')", prints="EPERM"),
    Case("artifacts", "a socket", "socket.socket(socket.AF_UNIX).bind('/work/s.txt')"),
    Case("artifacts", "a device", "attempt(os.mknod, '/work/sda', 0o60600, os.makedev(8, 0))", prints="EPERM"),
    Case("artifacts", "a folder", "os.mkdir('/work/folder.png')"),
    Case("artifacts", "a huge file", "open('/work/huge.bin', 'wb').write(b'x' * (30 << 20))\nNone", left_out=1, alone=True),
    Case("artifacts", "a huge sparse file", "os.truncate(os.open('/work/sparse', os.O_CREAT | os.O_RDWR), 60 << 20)",
         left_out=1),
    Case("artifacts", "three hundred files", "for n in range(300): open(f'/work/{n:03}.txt', 'w').write('x')",
         artifacts=tuple(f"{n:03}.txt" for n in range(8)), left_out=292, alone=True),
    Case("artifacts", "names that climb or inject", """
for name in ("..evil", "-rf", "<img src=x>", "a\\nb", "\\x1b[2J", "C:\\\\x", "..\\\\..\\\\x"):
    open("/work/" + name, "w").write("x")
""", artifacts=("-rf", "_img_src_x_", "C__x", "_.._x", "__2J", "a_b", "evil"), alone=True),
    Case("artifacts", "a name that is no text", "open(b'/work/\\xff\\xfe', 'w').write('x')\nNone", artifacts=("__",), alone=True),
    Case("artifacts", "a link in the folder's place", "attempt(os.rmdir, '/work')\nattempt(os.rename, '/work', '/tmp/w')",
         prints="EROFS|EBUSY\nEROFS|EBUSY|EXDEV"),
    Case("artifacts", "a tar that would climb out", """
import io, tarfile
with tarfile.open("/work/a.tar", "w") as tar:
    for name in ("../../../../tmp/hearth-was-here", "/tmp/hearth-was-here"):
        info = tarfile.TarInfo(name); info.size = 1; tar.addfile(info, io.BytesIO(b"x"))
""", artifacts=("a.tar",)),
    Case("artifacts", "a gzip bomb", "import gzip\ngzip.open('/work/bomb.gz', 'wb').write(bytes(50 << 20))\nNone",
         artifacts=("bomb.gz",), seconds=8),
    Case("artifacts", "a picture that is none", "open('/work/p.png', 'wb').write(b'<script>alert(1)</script>')\nNone",
         artifacts=("p.png",)),
    # --- network
    Case("network", "an address", "attempt(socket.create_connection, ('1.1.1.1', 443), 2)", prints="EPERM"),
    Case("network", "an address of version 6", "attempt(socket.socket, socket.AF_INET6)", prints="EPERM"),
    Case("network", "datagrams", "attempt(socket.socket, socket.AF_INET, socket.SOCK_DGRAM)", prints="EPERM"),
    Case("network", "a name", "try: print(socket.getaddrinfo('example.org', 80))\nexcept OSError: print('no')", prints="no"),
    Case("network", "the cloud's metadata", "import urllib.request\ntry: urllib.request.urlopen('http://169.254.169.254/', "
         "timeout=2)\nexcept OSError as error: print(type(error).__name__)", prints="URLError"),
    Case("network", "the bridge of the host", "attempt(socket.create_connection, ('172.17.0.1', CANARY_PORT), 2)", prints="EPERM"),
    Case("network", "the host's loopback", "attempt(socket.create_connection, ('127.0.0.1', CANARY_PORT), 2)", prints="EPERM"),
    Case("network", "the host's loopback from a shell", "(exec 3<>/dev/tcp/127.0.0.1/CANARY_PORT) 2>/dev/null || echo no",
         language="shell", prints="no"),
    Case("network", "an abstract socket of the host", "s = socket.socket(socket.AF_UNIX)\n"
         "attempt(s.connect, '\\0CANARY_NAME')", prints="ECONNREFUSED"),
    Case("network", "another interface", "print(os.listdir('/sys/class/net'))", prints="['lo']"),
    Case("network", "raw packets", "attempt(socket.socket, socket.AF_PACKET, socket.SOCK_RAW)", prints="EPERM"),
    Case("network", "netlink", "attempt(socket.socket, socket.AF_NETLINK, socket.SOCK_RAW)", prints="EPERM"),
    Case("network", "the hypervisor (vsock)", "attempt(socket.socket, 40, socket.SOCK_STREAM)", prints="EPERM"),
    Case("network", "the kernel's cryptography (alg)", "attempt(socket.socket, 38, socket.SOCK_SEQPACKET)", prints="EPERM"),
    Case("network", "the Docker socket", "for p in ('/var/run/docker.sock', '/run/docker.sock'): attempt(open, p)",
         prints="ENOENT\nENOENT"),
    Case("network", "the host's side of its own socket", "print(os.listdir('/run/hearth'))\n"
         "attempt(open, '/run/hearth/x', 'w')", prints="[]\nENOENT|EROFS"),
    # --- the kernel
    refused("new namespaces", "for f in (0x10000000, 0x20000, 0x40000000): function('unshare', f)", "EPERM\nEPERM\nEPERM"),
    refused("entering a namespace", "function('setns', os.open('/proc/self/ns/net', os.O_RDONLY), 0)"),
    refused("clone3, whose flags cannot be filtered", "system('clone3', 0, 0)", "ENOSYS"),
    refused("mount", "function('mount', b'none', b'/tmp', b'tmpfs', 0, None)"),
    refused("umount", "function('umount2', b'/tmp', 2)"),
    refused("the new mount calls", "system('fsopen', b'tmpfs', 0); system('move_mount', 0, 0, 0, 0, 0)", "EPERM\nEPERM"),
    refused("pivot_root", "system('pivot_root', b'/tmp', b'/tmp')"),
    refused("chroot", "attempt(os.chroot, '/tmp')"),
    refused("becoming root", "attempt(os.setuid, 0); attempt(os.setresuid, 0, 0, 0); attempt(os.setgroups, [0])",
            "EPERM\nEPERM\nEPERM"),
    refused("gaining capabilities", "print([l for l in open('/proc/self/status') if l.startswith('Cap') and "
            "int(l.split()[1], 16)])", "[]"),
    refused("keyrings", "system('keyctl', 0, -3, 1); system('add_key', b'user', b'x', b'y', 1, -3)", "EPERM\nEPERM"),
    refused("bpf", "system('bpf', 0, 0, 0)"),
    refused("io_uring", "system('io_uring_setup', 8, ctypes.create_string_buffer(120))"),
    refused("userfaultfd", "system('userfaultfd', 0)"),
    refused("performance counters", "system('perf_event_open', ctypes.create_string_buffer(120), 0, -1, -1, 0)"),
    refused("kernel modules", "system('init_module', b'x', 1, b'')"),
    refused("another kernel", "system('kexec_load', 0, 0, 0, 0)"),
    refused("a reboot", "system('reboot', 0xfee1dead, 672274793, 0x1234567, 0)"),
    refused("files by handle", "system('open_by_handle_at', -100, ctypes.create_string_buffer(64), 0)"),
    refused("the kernel's log", "system('syslog', 3, 0, 0)"),
    refused("swap and quotas", "system('swapon', b'/tmp/x', 0); system('quotactl', 0, 0, 0, 0)", "EPERM\nEPERM"),
    refused("comparing kernel objects", "system('kcmp', 1, 1, 0, 0, 0)"),
    refused("secret memory", "system('memfd_secret', 0)"),
    refused("splicing memory into pipes", "system('vmsplice', 1, 0, 0, 0)"),
    refused("accounting", "system('acct', 0)"),
    refused("the clock", "attempt(time.clock_settime, time.CLOCK_REALTIME, 0)"),
    refused("the machine's name", "attempt(socket.sethostname, 'owned')"),
    refused("address layout", "function('personality', 0x0040000)"),
    refused("raising limits", "try: resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))\n"
            "except (OSError, ValueError): print('no')", "no"),
    # --- /proc, /sys, /dev
    refused("the core pattern", "attempt(open, '/proc/sys/kernel/core_pattern', 'w')", "EROFS|EACCES", "/proc and /sys"),
    refused("sysrq", "attempt(open, '/proc/sysrq-trigger', 'w')", "EROFS|EACCES|ENOENT", "/proc and /sys"),
    refused("every setting below /proc/sys", """
bad = []
for folder, _, files in os.walk('/proc/sys'):
    for f in files:
        try:
            os.close(os.open(f'{folder}/{f}', os.O_WRONLY)); bad.append(f)
        except OSError: pass
print(bad)
""", "[]", "/proc and /sys"),
    refused("every file below /sys", """
bad = []
for folder, _, files in os.walk('/sys'):
    for f in files:
        try:
            os.close(os.open(f'{folder}/{f}', os.O_WRONLY)); bad.append(f)
        except OSError: pass
print(bad)
""", "[]", "/proc and /sys"),
    refused("the kernel's memory", "for f in ('/proc/kcore', '/proc/kmsg', '/dev/mem', '/dev/kmem', '/dev/port'):\n"
            "    attempt(lambda f=f: len(open(f, 'rb').read(1)))",
            "\n".join(["EACCES|ENOENT|EPERM|DONE 0"] * 5), "/proc and /sys"),
    refused("kernel addresses", "print({l.split()[0] for l in open('/proc/kallsyms')} <= {'0' * 16})", "True",
            "/proc and /sys"),
    refused("keys of the host", "try: print(len(open('/proc/keys').read()))\nexcept OSError: print(0)", "0", "/proc and /sys"),
    refused("processes of the host", "print(max(int(p) for p in os.listdir('/proc') if p.isdigit()) < 4000000, "
            "any('dockerd' in open(f'/proc/{p}/comm').read() for p in os.listdir('/proc') if p.isdigit()))",
            "True False", "/proc and /sys"),
    refused("devices", "print(sorted(set(os.listdir('/dev')) - {'core', 'fd', 'full', 'mqueue', 'null', 'ptmx', 'pts', "
            "'random', 'shm', 'stderr', 'stdin', 'stdout', 'tty', 'urandom', 'zero', 'console'}))", "[]", "/proc and /sys"),
    refused("the host's environment", "print([k for k in os.environ if 'CANARY' in k or 'HEARTH' in k])", "[]",
            "/proc and /sys"),
    refused("control groups", "attempt(os.mkdir, '/sys/fs/cgroup/memory/x')", "EROFS|EACCES|ENOENT", "/proc and /sys"),
]  # fmt: skip
