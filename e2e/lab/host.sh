# One host of the lab: its disk, its network cable, its power switch, and what its PID 1 does. Sourced by lab.sh.

# The switch all hosts and this machine plug into. It is a bridge in a namespace of its own, so that no packet between two
# hosts passes this machine's packet filter, which a Docker that is here already may have closed.
make_switch() {
  ip netns add "$SWITCH"
  ip -n "$SWITCH" link set lo up
  ip -n "$SWITCH" link add br0 type bridge
  ip -n "$SWITCH" addr add "$NET.2/24" dev br0
  ip -n "$SWITCH" link set br0 up
  ip link add "$NAME-up" type veth peer name up0 netns "$SWITCH"
  ip -n "$SWITCH" link set up0 master br0 up
  ip addr add "$NET.1/24" dev "$NAME-up"; ip link set "$NAME-up" up
}

# The network cable and card of a host. The card keeps its hardware address, as it does over a power loss.
plug() {
  local node=$1 number=${1#node}
  ip netns add "$NAME-$node"
  ip -n "$SWITCH" link add "v$number" type veth peer name eth0 address "02:5d:00:00:00:0$number" netns "$NAME-$node"
  ip -n "$SWITCH" link set "v$number" master br0 up
  ip -n "$NAME-$node" addr add "$(address "$node")/24" dev eth0
  ip -n "$NAME-$node" link set lo up; ip -n "$NAME-$node" link set eth0 up
  ip -n "$NAME-$node" route add default via "$NET.1"
}

start_host() {
  local node=$1
  ! powered "$node" || fail "$node is running"
  plug "$node"
  setsid nsenter --net="/run/netns/$NAME-$node" \
    unshare --mount --uts --pid --fork --kill-child --mount-proc \
    "$HERE/lab.sh" host-init "$node" "$LAB" </dev/null >>"$LAB/$node/init.log" 2>&1 9>&- &
  identity $! >"$LAB/$node/pid"; disown
}

powered() { [ -e "$LAB/$1/pid" ] && alive "$(cat "$LAB/$1/pid")"; }

stop_host() {
  local node=$1
  empty "$NAME-$node"
  ip -n "$SWITCH" link del "v${node#node}" 2>/dev/null || true
  ip netns del "$NAME-$node" 2>/dev/null || true
  rm -f "$LAB/$node/pid"
}

wait_engine() {
  for _ in $(seq 150); do on "$1" docker info >/dev/null 2>&1 && return 0; sleep 0.2; done
  echo "lab: $1's engine did not start:" >&2; tail -n 5 "$LAB/$1/init.log" "$LAB/$1/disk/var/log/docker.log" >&2; return 1
}

# Runs as PID 1 of a host, already inside its namespaces: a disk of its own over this machine's, then its services.
host_init() {
  local node=$1 root BASE; LAB=$2; root="$LAB/$node/root"; BASE=$(cat "$LAB/$node/base")
  hostname "$node"
  mount --make-rprivate /
  mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$LAB/$node/disk,workdir=$LAB/$node/work" "$root"
  mount --rbind /dev "$root/dev"
  mount -t proc proc "$root/proc"
  mount -t sysfs sysfs "$root/sys"                      # shows this host's own network devices …
  mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"    # … but not the cgroups, so bring them along
  for dir in run tmp; do mount -t tmpfs tmpfs "$root/$dir"; done; chmod 1777 "$root/tmp"
  mkdir -p "$root/var/lib/docker"
  mount --bind "$LAB/$node/docker" "$root/var/lib/docker"   # overlay2 can't stand on an overlay
  cd "$root"; mkdir -p .machine; pivot_root . .machine; cd /
  umount -l /.machine
  mkdir -p /run/sshd /run/lock; ln -sfn /run /var/run
  [ ! -x /usr/sbin/dockerd ] && [ ! -x /usr/bin/dockerd ] || env -i PATH="$PATH" HOME=/root service docker start >/dev/null
  /usr/sbin/sshd -f /etc/ssh/sshd_config
  /usr/sbin/sshd -f /etc/ssh/sshd_strict_config
  while :; do sleep 3600 & wait $!; done
}

# The disk of a host over base system $2: users, keys, name, services' settings. Nothing runs yet.
make_host() {
  local node=$1 disk="$LAB/$1/disk" BASE port user
  BASE=$(base_of "$2")
  [ -x "$BASE/usr/sbin/sshd" ] || fail "no base system for ${2:-this machine}: lab.sh base $2, or apt-get install docker.io openssh-server"
  mkdir -p "$LAB/$node"/{docker,work,root}; echo "$BASE" >"$LAB/$node/base"
  mkdir -p "$disk"/{etc/docker,etc/ssh,etc/default,root/.ssh,root/.docker,home/ops/.ssh,home/guest}

  cp "$BASE"/etc/{passwd,shadow,group} "$disk/etc/"
  grep -q '^docker:' "$disk/etc/group" || echo 'docker:x:989:' >>"$disk/etc/group"
  sed -i 's/^\(docker:x:[0-9]*:\).*$/\1ops/' "$disk/etc/group"
  for user in ops:2001 guest:2002; do
    echo "${user%:*}:x:${user#*:}:${user#*:}::/home/${user%:*}:/bin/bash" >>"$disk/etc/passwd"
    echo "${user%:*}:x:${user#*:}:" >>"$disk/etc/group"
  done
  echo "ops:$(openssl passwd -6 swarm):19000:0:99999:7:::" >>"$disk/etc/shadow"
  echo "guest:$(openssl passwd -6 guest):19000:0:99999:7:::" >>"$disk/etc/shadow"
  chown root:shadow "$disk/etc/shadow"; chmod 640 "$disk/etc/shadow"
  chmod 700 "$disk/root" "$disk/root/.ssh" "$disk/home/ops/.ssh"
  cat "$LAB/id_ed25519.pub" "$LAB/id_locked.pub" >"$disk/root/.ssh/authorized_keys"
  cp "$disk/root/.ssh/authorized_keys" "$disk/home/ops/.ssh/"
  chown -R 2001:2001 "$disk/home/ops"; chown -R 2002:2002 "$disk/home/guest"
  echo '{}' >"$disk/root/.docker/config.json"               # not the logins of this machine's root
  echo 'nameserver 127.0.0.1' >"$disk/etc/resolv.conf"      # nobody listens: a look-up fails at once
  { echo '127.0.0.1 localhost'; echo "$NET.2 registry.lab"; for i in $(seq 9); do echo "$NET.$((10 + i)) node$i"; done; } >"$disk/etc/hosts"
  echo "$node" >"$disk/etc/hostname"
  ssh-keygen -q -t ed25519 -N '' -C "$node" -f "$disk/etc/ssh/ssh_host_ed25519_key"
  cp "$disk/etc/ssh/ssh_host_ed25519_key.pub" "$LAB/$node/host_key.pub"
  for port in 22 2222; do
    cat >"$disk/etc/ssh/sshd$([ $port = 22 ] || echo _strict)_config" <<CONFIG
ListenAddress $(address "$node"):$port
HostKey /etc/ssh/ssh_host_ed25519_key
PermitRootLogin prohibit-password
PasswordAuthentication yes
UsePAM no
PidFile none
AllowStreamLocalForwarding $([ $port = 22 ] && echo yes || echo no)
AllowTcpForwarding $([ $port = 22 ] && echo yes || echo no)
CONFIG
  done
  # Where root may not raise limits (a sandbox), Debian's init script gives up at `ulimit`: let it pass, also after an install.
  mkdir -p "$disk/etc/apt/apt.conf.d" "$disk/etc/init.d"
  local mend="sed -i 's/^\\([[:space:]]*ulimit .*[^e]\\)\$/\\1 || true/' /etc/init.d/docker 2>/dev/null || true"
  echo "DPkg::Post-Invoke { \"$mend\"; };" >"$disk/etc/apt/apt.conf.d/99lab"
  [ ! -e "$BASE/etc/init.d/docker" ] || { cp -p "$BASE/etc/init.d/docker" "$disk/etc/init.d/"; (cd "$disk" && sh -c "${mend//\/etc/etc}"); }
  : >"$disk/etc/default/docker"                             # not the options of a Docker on this machine
  cat >"$disk/etc/docker/daemon.json" <<JSON
{ "insecure-registries": ["$REGISTRY"], "storage-driver": "overlay2", "userland-proxy": false, "cgroup-parent": "/$NAME-$node" }
JSON
}
