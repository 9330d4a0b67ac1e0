# Who owns a lab's folder, names and addresses; and how what a dead one left is swept. Sourced by lab.sh.
CLAIMS=/run/swarmdeck-lab                              # one file a NAME, holding the folder of the lab that bears it

# A process is known by its number and its start, so that a number used again is not mistaken for it. A zombie is dead.
born() { sed 's/.*) //; /^[ZX]/d' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }
identity() { echo "$1 $(born "$1")"; }
alive() { local pid start; read -r pid start <<<"$1"; [ -n "$pid" ] && [ -n "$start" ] && [ "$(born "$pid")" = "$start" ]; }

# Is the lab in folder $1 in use? Its owner is the process it belongs to, or, once it stands on its own, its registry.
lives() { [ -e "$1/owner" ] && alive "$(cat "$1/owner")"; }

# One `up` or `down` at a time on this machine.
with_lock() {
  mkdir -p "$CLAIMS"; exec 9>"$CLAIMS/.lock"
  flock -w 60 9 || fail "another lab.sh has been busy for a minute; is it stuck? (lock: $CLAIMS/.lock)"
  "$@"
  exec 9>&-
}

# Takes folder, names and addresses for this lab, or says who has them. Sweeps what belongs to nobody alive.
claim() {
  local holder device
  [[ $NAME =~ ^[a-z]{1,6}$ ]] || fail "LAB_NAME is 1 to 6 lower-case letters, not '$NAME'"
  [[ $NET =~ ^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}$ ]] || fail "LAB_NET is the first three bytes of an address, as in 10.79.0, not '$NET'"
  [ "$(id -u)" = 0 ] || fail "needs root"
  ! lives "$LAB" || taken "already up in $LAB (LAB=$LAB lab.sh down first)"
  if [ -e "$LAB/settings" ]; then (. "$LAB/settings"; SWITCH="$NAME-switch"; sweep); fi
  [ -z "$(ls -A "$LAB" 2>/dev/null)" ] || fail "$LAB is no lab's folder and not empty; choose another with LAB="
  holder=$(cat "$CLAIMS/$NAME" 2>/dev/null || true)
  if [ -n "$holder" ] && [ "$holder" != "$LAB" ]; then
    ! lives "$holder" || taken "the names $NAME-… belong to the lab in $holder, which is up; choose others with LAB_NAME="
  fi
  if [ -n "$holder" ]; then (LAB=$holder; [ ! -e "$LAB/settings" ] || . "$LAB/settings"; sweep); fi
  if [ -e "/run/netns/$SWITCH" ] || ip link show "$NAME-up" >/dev/null 2>&1; then
    taken "something else uses the names $NAME-…; choose others with LAB_NAME="
  fi
  device=$(ip -o -4 addr show to "$NET.0/24" | awk '{print $2; exit}')
  [ -z "$device" ] || taken "the addresses $NET.x are in use by $device; choose others with LAB_NET="
  echo "$LAB" >"$CLAIMS/$NAME"
  mkdir -p "$LAB"
  identity "${LAB_OWNER:-$$}" >"$LAB/owner"
  printf 'NAME=%q\nNET=%q\n' "$NAME" "$NET" >"$LAB/settings"
  [ -z "${LAB_OWNER:-}" ] || { setsid "$HERE/lab.sh" guard </dev/null >/dev/null 2>&1 9>&- & echo $! >"$LAB/guard"; disown; }
}

# The lab is complete: without an owner it stands on its own until somebody takes it down.
settle() { [ -n "${LAB_OWNER:-}" ] || cp "$LAB/registry.pid" "$LAB/owner"; }

# Waits for the owner's end, then takes the lab down: so a killed test run leaves nothing.
guard() {
  local owner; owner=$(cat "$LAB/owner")
  export LAB
  while alive "$owner"; do
    sleep 1
    [ "$(cat "$LAB/owner" 2>/dev/null)" = "$owner" ] || exit 0       # taken down meanwhile
  done
  rm -f "$LAB/guard"
  with_lock sweep
}

# Removes everything this lab consists of: processes, namespaces, links, control groups, files.
sweep() {
  local space pid
  if [ -e "$LAB/guard" ]; then kill "$(cat "$LAB/guard")" 2>/dev/null || true; fi
  uplink off 2>/dev/null || true
  for pid in "$LAB"/node*/pid "$LAB/registry.pid"; do
    if [ -e "$pid" ] && alive "$(cat "$pid")"; then kill -9 "$(cut -d' ' -f1 "$pid")" 2>/dev/null || true; fi
  done
  for space in $(spaces); do empty "$space"; ip netns del "$space" 2>/dev/null || true; done
  ip link del "$NAME-up" 2>/dev/null || true
  for _ in $(seq 20); do
    find /sys/fs/cgroup -depth -type d -path "*/$NAME-node[0-9]*" -exec rmdir {} + 2>/dev/null || true
    [ -n "$(find /sys/fs/cgroup -type d -name "$NAME-node[0-9]*" -print -quit 2>/dev/null)" ] || break
    sleep 0.1
  done
  [ ! -e "$LAB/settings" ] || rm -rf --one-file-system "$LAB"
  if [ "$(cat "$CLAIMS/$NAME" 2>/dev/null)" = "$LAB" ]; then rm -f "$CLAIMS/$NAME"; fi
}

spaces() { find /run/netns -maxdepth 1 \( -name "$NAME-node[0-9]*" -o -name "$SWITCH" \) -printf '%f\n' 2>/dev/null; }

# Kills every process in network namespace $1 and waits for their end (at most 5 s).
empty() {
  local pids
  for _ in $(seq 50); do
    pids=$(ip netns pids "$1" 2>/dev/null || true)
    [ -n "$pids" ] || return 0
    echo "$pids" | xargs -r kill -9 2>/dev/null || true
    sleep 0.1
  done
}
