"""Which system calls a program may make: an allowlist; everything else fails with EPERM.

Docker's default profile is a denylist made for servers: it lets a container without network open AF_VSOCK
sockets (a road to the hypervisor), io_uring and ptrace. Here only AF_UNIX sockets exist and no namespace can be
made. Found by running an ordinary scientific and subprocess workload under it.
"""

from __future__ import annotations

from typing import Any

_FILES = """
access chdir chmod chown close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2 fadvise64
fallocate fchdir fchmod fchmodat fchown fchownat fcntl fdatasync fgetxattr flistxattr flock fstat fstatfs
fsync ftruncate futimesat getcwd getdents getdents64 getxattr inotify_add_watch inotify_init inotify_init1
inotify_rm_watch ioctl lchown lgetxattr link linkat listxattr llistxattr lseek lstat mkdir mkdirat newfstatat
open openat openat2 pipe pipe2 pread64 preadv preadv2 pwrite64 pwritev pwritev2 read readahead readlink
readlinkat readv rename renameat renameat2 rmdir sendfile splice stat statfs statx symlink symlinkat
sync_file_range tee truncate umask unlink unlinkat utime utimensat utimes write writev
"""
_MEMORY = """
brk get_mempolicy madvise memfd_create mincore mlock mmap mprotect mremap msync munlock munmap pkey_alloc
pkey_free pkey_mprotect semctl semget semop semtimedop shmat shmctl shmdt shmget
"""
_PROCESSES = """
alarm arch_prctl capget capset execve execveat exit exit_group fork futex futex_waitv get_robust_list getegid
geteuid getgid getgroups getitimer getpgid getpgrp getpid getppid getpriority getresgid getresuid getrlimit
getrusage getsid gettid getuid kill landlock_add_rule landlock_create_ruleset landlock_restrict_self
membarrier pause pidfd_open pidfd_send_signal prctl restart_syscall rseq rt_sigaction rt_sigpending
rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_tgsigqueueinfo
sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getparam sched_getscheduler
sched_rr_get_interval sched_yield seccomp set_robust_list set_tid_address setfsgid setfsuid
setgid setgroups setitimer setpgid setregid setresgid setresuid setreuid setrlimit setsid setuid
sigaltstack tgkill times tkill vfork wait4 waitid
"""
_TIME = """
clock_getres clock_gettime clock_nanosleep epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2
epoll_wait eventfd eventfd2 getcpu getrandom gettimeofday nanosleep poll ppoll pselect6 select signalfd
signalfd4 sysinfo time timer_create timer_delete timer_getoverrun timer_gettime timer_settime timerfd_create
timerfd_gettime timerfd_settime uname
"""
_SOCKETS = """
accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg sendmmsg
sendmsg sendto setsockopt shutdown socketpair
"""
NEW_NAMESPACES = 0x7E020000
"""Every CLONE_NEW* flag (linux/sched.h)."""
AF_UNIX = 1
ENOSYS = 38
ALLOW, REFUSE = "SCMP_ACT_ALLOW", "SCMP_ACT_ERRNO"


def _zero(index: int) -> dict[str, Any]:
    return {"index": index, "value": 0, "op": "SCMP_CMP_EQ"}


PROFILE: dict[str, Any] = {
    "defaultAction": REFUSE,
    "defaultErrnoRet": 1,
    "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64"],
    "syscalls": [
        {"names": " ".join((_FILES, _MEMORY, _PROCESSES, _TIME, _SOCKETS)).split(), "action": ALLOW},
        {"names": ["socket"], "action": ALLOW, "args": [{"index": 0, "value": AF_UNIX, "op": "SCMP_CMP_EQ"}]},
        {
            "names": ["clone"],
            "action": ALLOW,
            "args": [{"index": 0, "value": NEW_NAMESPACES, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}],
        },
        # Of itself only: the supervisor has the same user, and could be starved of descriptors or time.
        {"names": ["prlimit64", "sched_setaffinity"], "action": ALLOW, "args": [_zero(0)]},
        {"names": ["setpriority"], "action": ALLOW, "args": [_zero(0), _zero(1)]},
        # Its flags are behind a pointer that seccomp cannot follow; told that it does not exist, glibc uses clone.
        {"names": ["clone3"], "action": REFUSE, "errnoRet": ENOSYS},
        {
            "names": ["personality"],
            "action": ALLOW,
            "args": [{"index": 0, "value": 0xFFFFFFFF, "op": "SCMP_CMP_EQ"}],
        },
    ],
}
"""In the JSON form of Docker's --security-opt seccomp=."""
