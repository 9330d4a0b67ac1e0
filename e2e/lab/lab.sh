#!/usr/bin/env bash
# A real Docker Swarm lab on one Debian machine: N hosts, each with a disk of its own (an overlay over this machine's), network,
# host name and processes, running dockerd (`service docker stop|start`; /etc/docker/daemon.json) and sshd, plus one registry. Needs root and, from Debian:
#   docker.io docker-registry openssh-server openssh-client iproute2 iptables busybox-static util-linux procps openssl
#
#   lab.sh check             can a lab run here? Silent if so, else says why not
#   lab.sh up [N]            start N hosts (default 3), the registry and the sample images; no swarm yet
#   lab.sh down              stop all and delete the lab's state
#   lab.sh swarm             form a swarm: node1 manager, the rest workers (node1..3 managers with MANAGERS=3)
#   lab.sh reset             every host leaves its swarm; services, networks and volumes are gone
#   lab.sh exec NODE CMD…    run CMD on NODE, as if root logged in there
#   lab.sh kill NODE         power loss: every process of NODE dies at once
#   lab.sh start NODE        power on again (its disk, so its swarm membership, is kept)
#   lab.sh cut NODE / heal NODE   unplug / replug NODE's network cable
#   lab.sh status            one line a host
#   lab.sh base SUITE        once, under a minute: a base system with another Engine (needs debootstrap); then SUITE=… lab.sh up
#                            machine's own = Engine 20.10 (API 1.41) · trixie = 26.1 (1.45) · sid = 28.5 (1.51), with Compose v2
#                            · bare = no Docker at all
#   lab.sh add NODE [SUITE]  one more host, of any of these (node4 bare: a fresh machine without Docker)
#   lab.sh uplink on|off     lets the hosts reach the package registry, so that `apt-get install docker.io` works on them
#
# Several labs stand side by side when each has its own LAB (folder, default /var/tmp/swarmdeck-lab), LAB_NAME (1 to 6 lower-case
# letters before every network and cgroup name, default deck) and LAB_NET (first three bytes of its addresses, default 10.79.0).
# `up` needs all three; the other verbs need LAB only. With LAB_OWNER=PID the lab takes itself down when that process ends,
# however it ends. What a killed `up` left is swept by the next one; a lab that is alive is never swept.
#
# Address of nodeI: $LAB_NET.(10+I). SSH: port 22 for normal use; port 2222 refuses stream-local and TCP
# forwarding (so a client has to fall back to `docker system dial-stdio`). Logins:
#   root  key  $LAB/id_ed25519           ops   password "swarm" or the same key; in group docker
#   root  key  $LAB/id_locked (passphrase "open sesame")   guest password "guest"; NOT in group docker
# Registry: registry.lab:5000 (plain HTTP, known to every host; from this machine $LAB_NET.2:5000). Images pushed there by `up`:
#   web:1.0 web:2.0 (httpd on 80, /index.html names the version) · crash:1.0 (exits 3 after 1 s)
#   sick:1.0 (healthcheck always fails) · chatty:1.0 (prints RATE lines/s, env RATE, default 10)
# Not possible on a kernel without IPVS and NFS: the ingress routing mesh and NFS mounts. Publish ports in mode=host here.
#
# A Docker that is already on this machine is left alone: no socket, folder or packet filter rule of it is used or changed.
set -euo pipefail
export PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
LAB=${LAB:-/var/tmp/swarmdeck-lab}
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
REGISTRY=registry.lab:5000
SUITE=${SUITE:-}                                   # empty: hosts run what this machine has installed
NAME=${LAB_NAME:-deck}
NET=${LAB_NET:-10.79.0}
# A lab that stands knows its own names: a verb given only LAB cannot miss it.
if [ -e "$LAB/settings" ] && [ "${1:-}" != up ]; then . "$LAB/settings"; fi
SWITCH="$NAME-switch"

. "$HERE/claim.sh"
. "$HERE/host.sh"
. "$HERE/images.sh"

fail() { echo "lab: $*" >&2; exit 1; }
taken() { echo "lab: $*" >&2; exit 3; }                # a code of its own: other names would do
base_of() { [ -n "$1" ] && echo "${BASES:-/var/tmp}/lab-base-$1" || echo /; }
address() { echo "$NET.$((10 + ${1#node}))"; }
hosts() { find "$LAB" -maxdepth 1 -name 'node*' -printf '%f\n' 2>/dev/null | sort -V; }
known() { [[ ${1:-} =~ ^node[1-9][0-9]?$ ]] && [ -d "$LAB/$1" ] || fail "no host ${1:-(none given)} in $LAB; there: $(hosts | paste -sd' ')"; }

# Runs a command inside a host, with the environment of a fresh login rather than the caller's.
on() {
  local node=$1 init; shift
  powered "$node" && init=$(pgrep -P "$(cut -d' ' -f1 "$LAB/$node/pid")") || { echo "lab: $node is not running" >&2; return 1; }
  nsenter -t "$init" -m -u -n -p -w -- env -i HOME=/root USER=root TERM="${TERM:-dumb}" LANG=C.UTF-8 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

check() {
  local tool missing='' probe="$LAB.probe.$$" why=''
  [ "$(uname -s)" = Linux ] || fail "needs Linux, this is $(uname -s)"
  [ "$(id -u)" = 0 ] || fail "needs root"
  for tool in ip nsenter unshare setsid flock pgrep openssl ssh-keygen iptables sshd docker dockerd docker-registry; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
  done
  [ -x /bin/busybox ] || missing="$missing busybox"
  [ -z "$missing" ] || fail "these programs are missing:$missing"
  why=$(
    exec 2>&1
    unshare --mount --uts --pid --net --fork true && ip netns add "$NAME-probe" \
      && ip -n "$NAME-probe" link add br0 type bridge && ip -n "$NAME-probe" link add v0 type veth peer name v1 \
      && mkdir -p "$probe"/{disk,work,root} \
      && unshare --mount mount -t overlay overlay -o "lowerdir=/,upperdir=$probe/disk,workdir=$probe/work" "$probe/root"
  ) || why="this kernel or sandbox refuses what a lab is made of: ${why:-no reason given}"
  ip netns del "$NAME-probe" 2>/dev/null || true
  rm -rf "$probe"
  [[ $why != this\ kernel* ]] || fail "$(echo "$why" | head -n 1)"
}

up() {
  local count=${1:-3} i
  [[ $count =~ ^[1-9]$ ]] || fail "up takes a number of hosts from 1 to 9, not '$count'"
  with_lock claim
  trap 'exit 130' INT; trap 'exit 143' TERM HUP
  trap '[ $? = 0 ] || { echo "lab: did not come up; sweeping" >&2; sweep; }' EXIT
  ssh-keygen -q -t ed25519 -N '' -C lab -f "$LAB/id_ed25519"
  ssh-keygen -q -t ed25519 -N 'open sesame' -C lab -f "$LAB/id_locked"
  make_switch
  start_registry
  for i in $(seq "$count"); do make_host "node$i" "$SUITE"; done
  for i in $(seq "$count"); do start_host "node$i"; done
  for i in $(seq "$count"); do wait_engine "node$i"; done
  push_images
  settle
  status
}

down() { trap '' INT TERM HUP; with_lock sweep; }

base() {
  local root mirror suite=${1:-} engine=docker.io,docker-cli,docker-compose; root=$(base_of "${1:-}")
  case $suite in trixie|sid) ;; bare) suite=bookworm; engine=sudo ;; *) fail "base takes trixie, sid or bare" ;; esac
  [ ! -x "$root/usr/sbin/sshd" ] || { echo "lab: $root stands already"; return 0; }
  command -v debootstrap >/dev/null || fail "needs debootstrap: apt-get install debootstrap"
  mirror=${MIRROR:-$(cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | sed -nE 's/^(URIs:|deb) +(\[[^]]*\] +)?([^ ]*debian[^ ]*).*/\3/p' | head -n 1 || true)}
  [ -n "$mirror" ] || fail "no Debian mirror in apt's sources; name one with MIRROR="
  rm -rf --one-file-system "$root.part"; mkdir -p "$root.part"
  debootstrap --variant=minbase --include="$engine",openssh-server,openssh-client,iproute2,iptables,procps,kmod,nftables,busybox-static,openssl,ca-certificates,python3-minimal \
    "$suite" "$root.part" "$mirror" >"$root.log" || fail "debootstrap failed; its last lines: $(tail -n 3 "$root.log")"
  echo "deb $mirror $suite main" >"$root.part/etc/apt/sources.list"
  rm -rf --one-file-system "$root"; mv "$root.part" "$root"      # only a finished base bears the name
}

add() {
  [[ ${1:-} =~ ^node[1-9]$ ]] || fail "add takes a name from node1 to node9, not '${1:-}'"
  [ ! -d "$LAB/$1" ] || fail "$1 is there already"
  make_host "$1" "${2:-}"; start_host "$1"
  for _ in $(seq 50); do on "$1" pgrep -x sshd >/dev/null 2>&1 && break; sleep 0.1; done
  [ "${2:-}" = bare ] || wait_engine "$1"
}

uplink() {
  local out rule node; out=$(ip route show default | awk '{print $5; exit}')
  rule=(POSTROUTING -s "$NET.0/24" ! -d "$NET.0/24" -o "$out" -j MASQUERADE)
  case ${1:-} in
    on)
      [ -e "$LAB/uplink" ] || sysctl -n net.ipv4.ip_forward >"$LAB/uplink"
      sysctl -qw net.ipv4.ip_forward=1
      iptables -t nat -C "${rule[@]}" 2>/dev/null || iptables -t nat -A "${rule[@]}"
      for node in $(hosts); do on "$node" sh -c 'cat >/etc/resolv.conf' </etc/resolv.conf; done ;;
    off)
      [ -e "$LAB/uplink" ] || return 0
      iptables -t nat -D "${rule[@]}" 2>/dev/null || true
      sysctl -qw net.ipv4.ip_forward="$(cat "$LAB/uplink")"; rm -f "$LAB/uplink" ;;
    *) fail "uplink takes on or off" ;;
  esac
}

swarm() {
  local managers=${MANAGERS:-1} token node
  on node1 docker swarm init --advertise-addr "$(address node1)" >/dev/null
  for node in $(hosts); do
    [ "$node" != node1 ] || continue
    token=$(on node1 docker swarm join-token -q "$([ "${node#node}" -le "$managers" ] && echo manager || echo worker)")
    on "$node" docker swarm join --token "$token" --advertise-addr "$(address "$node")" "$(address node1):2377" >/dev/null
  done
  on node1 docker node ls
}

reset() {
  local node
  for node in $(hosts); do
    on "$node" docker swarm leave --force >/dev/null 2>&1 || true
    on "$node" sh -c 'docker ps -aq | xargs -r docker rm -f; docker volume ls -q | xargs -r docker volume rm -f; docker network prune -f' >/dev/null 2>&1 || true
  done
}

status() {
  local node
  for node in $(hosts); do
    printf '%s\t%s\tswarm: %s\n' "$node" "$(address "$node")" "$(on "$node" docker info --format '{{.Swarm.LocalNodeState}}' 2>/dev/null || echo down)"
  done
}

case ${1:-help} in
  check) check ;;
  up) up "${2:-3}" ;;
  down) down ;;
  swarm) swarm ;;
  reset) reset ;;
  exec) known "${2:-}"; shift; on "$@" ;;
  kill) known "${2:-}"; stop_host "$2" ;;
  start) known "${2:-}"; start_host "$2"; [ "$(cat "$LAB/$2/base")" = "$(base_of bare)" ] || wait_engine "$2" ;;
  cut) known "${2:-}"; ip -n "$SWITCH" link set "v${2#node}" down ;;
  heal) known "${2:-}"; ip -n "$SWITCH" link set "v${2#node}" up ;;
  status) status ;;
  base) base "${2:-}" ;;
  add) add "${2:-}" "${3:-}" ;;
  uplink) uplink "${2:-}" ;;
  host-init) host_init "$2" "$3" ;;
  guard) guard ;;
  *) sed -n '2,/^set -/{/^set -/d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"; exit 1 ;;
esac
