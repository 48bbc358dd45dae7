#!/usr/bin/env bash
# Install Docker Engine where there is none and start its daemon, with or without systemd.
# Says what it does before it does it; does nothing when a daemon answers. Exit 3: it cannot.
set -u
say() { echo "hearth: $*" >&2; }
answers() { timeout 10 docker version -f '{{.Server.Version}}' >/dev/null 2>&1; }

command -v docker >/dev/null && answers && exit 0
if [ -n "${DOCKER_HOST:-}" ]; then
  say "no Docker daemon answers at DOCKER_HOST=$DOCKER_HOST; start it, or unset DOCKER_HOST"; exit 3
fi
if [ "$(id -u)" != 0 ]; then
  if [ -S /var/run/docker.sock ] && [ ! -w /var/run/docker.sock ]; then
    say "you may not use the Docker daemon; join its group with: sudo usermod -aG docker $(id -un)   and log in again"; exit 3
  fi
  command -v sudo >/dev/null || { say "Docker must be installed or started by root, and there is no sudo"; exit 3; }
  say "installing or starting Docker needs root: using sudo"
  sudo "$0" "$@" || exit 3
  answers && exit 0
  say "Docker runs, but you may not use it yet; join its group with: sudo usermod -aG docker $(id -un)   and log in again"; exit 3
fi

if ! command -v dockerd >/dev/null; then
  say "installing Docker Engine (docker.io, iptables) with apt"
  export DEBIAN_FRONTEND=noninteractive
  set -- -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -qq
  apt-get "$@" update && apt-get "$@" install -y --no-install-recommends docker.io iptables ca-certificates >/dev/null ||
    { say "apt could not install docker.io; see the lines above"; exit 3; }
  # From Debian 13 on the client is a package of its own.
  command -v docker >/dev/null || apt-get "$@" install -y --no-install-recommends docker-cli >/dev/null
fi

if [ -d /run/systemd/system ]; then
  say "starting Docker with systemd"
  systemctl enable --now docker.service || { say "systemd could not start Docker; see: journalctl -u docker"; exit 3; }
else
  say "starting the Docker daemon (log: /var/log/hearth-dockerd.log)"
  if [ ! -e /sys/fs/cgroup/cgroup.controllers ] && ! grep -q ' /sys/fs/cgroup[^ ]* cgroup ' /proc/mounts; then
    # Nobody mounted cgroups: version 2 if it owns the controllers, else version 1.
    mount -t cgroup2 none /sys/fs/cgroup 2>/dev/null && [ -s /sys/fs/cgroup/cgroup.controllers ] || {
      umount /sys/fs/cgroup 2>/dev/null
      mount -t tmpfs -o mode=755 cgroup /sys/fs/cgroup
      for name in $(awk '!/^#/ && $4 == 1 { print $1 }' /proc/cgroups); do
        mkdir -p "/sys/fs/cgroup/$name"
        mount -t cgroup -o "$name" cgroup "/sys/fs/cgroup/$name" 2>/dev/null || rmdir "/sys/fs/cgroup/$name"
      done
    }
  fi
  network=""
  if ! iptables -w -t nat -L -n >/dev/null 2>&1; then
    # The sandbox has no network anyway.
    network="--bridge=none --iptables=false --ip-forward=false"
  fi
  ulimit -n 1048576 2>/dev/null || ulimit -n "$(ulimit -Hn)" 2>/dev/null
  pid_file=/var/run/docker.pid
  [ -f "$pid_file" ] && ! kill -0 "$(cat "$pid_file")" 2>/dev/null && rm -f "$pid_file"
  for storage in "" "" fuse-overlayfs vfs; do
    # A containerd that outlived a killed dockerd makes the next start wait for 15 s and fail: end it first.
    orphan=/var/run/docker/containerd/containerd.pid
    if [ -f "$orphan" ] && grep -q containerd "/proc/$(cat "$orphan")/comm" 2>/dev/null &&
      [ "$(awk '{ print $4 }' "/proc/$(cat "$orphan")/stat")" = 1 ]; then
      kill "$(cat "$orphan")" && sleep 1
    fi
    # network is a list of options
    # shellcheck disable=SC2086
    setsid nohup dockerd $network ${storage:+--storage-driver=$storage} >>/var/log/hearth-dockerd.log 2>&1 </dev/null &
    daemon=$!
    tries=0
    while [ "$tries" -lt 300 ]; do
      answers && exit 0
      kill -0 "$daemon" 2>/dev/null || break
      tries=$((tries + 1))
      sleep 0.1
    done
    say "the daemon did not start: $(tail -n 1 /var/log/hearth-dockerd.log | cut -c1-200)"
    kill "$daemon" 2>/dev/null
  done
fi
tries=0
until answers; do
  tries=$((tries + 1))
  [ "$tries" -gt 100 ] && { say "the Docker daemon does not answer"; exit 3; }
  sleep 0.1
done
