#!/usr/bin/env bash
# Every system call of a run, in turn, is the last one (SIGKILL), and fails with every error that it
# may fail with. Afterwards the cache must be sound, the exit code one of the documented ones, and
# the next run a success.
#
# usage: syscalls.sh BINARY [--short]        --short tries every seventh point, with one error each
#
# The points are counted from what main does first, to close its memory: what comes before belongs to
# the loader and the language's runtime, which end a process that they cannot start. Where there is
# no such line they are counted from the last library that was opened.
here=$(dirname "$0")
# shellcheck source=tests/long/setup.sh disable=SC1091
. "$here/setup.sh"
command -v strace >/dev/null || { echo "skipped: strace is not installed" >&2; exit 77; }
if ! strace -qq -o /dev/null true 2>/dev/null; then
  echo "skipped: this user may not trace processes here" >&2
  exit 77
fi
short=0
[ "${2-}" = --short ] && short=1

# What may fail, and how. What is not here cannot fail, or is part of a thread's start and end, where
# the C library and the language's runtime end the process by their own rule.
declare -A errors=(
  [brk]=''
  [clone]='EAGAIN ENOMEM'
  [clone3]='EAGAIN ENOMEM ENOSYS'
  [close]='EIO EINTR ENOSPC EDQUOT'
  [connect]='ECONNREFUSED EINTR ENETUNREACH ETIMEDOUT ENOMEM'
  [fcntl]='EMFILE EINTR'
  [fdatasync]='EIO ENOSPC EDQUOT EINTR'
  [flock]='EINTR ENOLCK ENOSYS EOPNOTSUPP EIO'
  [fstat]='EIO ENOMEM'
  [fsync]='EIO ENOSPC EDQUOT EINTR'
  [getdents64]='EIO EINTR ENOMEM'
  [getrandom]='EINTR ENOSYS EIO'
  [ioctl]='EIO ENOTTY EINTR'
  [lseek]='EIO ESPIPE'
  [madvise]='ENOMEM EAGAIN'
  [mkdir]='EIO ENOSPC EACCES EROFS EDQUOT ENOMEM EMLINK'
  [newfstatat]='EIO EACCES ENOMEM'
  [open]='EIO ENOSPC EACCES EROFS EMFILE ENFILE EINTR ENOMEM EDQUOT'
  [openat]='EIO ENOSPC EACCES EROFS EMFILE ENFILE EINTR ENOMEM EDQUOT'
  [poll]='EINTR ENOMEM'
  [prctl]='EPERM EINVAL'
  [read]='EIO EINTR EAGAIN'
  [readlink]='EIO EACCES'
  [recvfrom]='ECONNRESET EINTR EIO ENOMEM EAGAIN'
  [rename]='EIO ENOSPC EACCES EROFS EDQUOT ENOMEM'
  [renameat]='EIO ENOSPC EACCES EROFS EDQUOT ENOMEM'
  [renameat2]='EIO ENOSPC EACCES EROFS EDQUOT ENOMEM'
  [rmdir]='EIO EACCES EROFS'
  [sendto]='ECONNRESET EPIPE EINTR EIO ENOMEM EAGAIN'
  [setsockopt]='EINVAL ENOMEM ENOPROTOOPT'
  [socket]='EMFILE ENFILE ENOMEM EACCES EAFNOSUPPORT'
  [statx]='EIO EACCES ENOMEM ENOSYS'
  [unlink]='EIO EACCES EROFS EINTR'
  [unlinkat]='EIO EACCES EROFS EINTR'
  [write]='EIO ENOSPC EDQUOT EINTR EAGAIN'
  [writev]='EIO ENOSPC EDQUOT EINTR EAGAIN'
)

fetch=("$binary" mock -o token --retries 1 --timeout 20s --lock-timeout 5s)
state=cold more=()

# Puts the cache into the state that a run begins with: empty, or with an entry that will not do.
prepare() {
  if [ "$state" = cold ]; then rm -rf "$tokens"; fi
}

# Prints the points of a run: the name of a system call, its number among the calls of that name in
# its thread, which is how strace counts, and the file that its first argument stands for.
points() {
  prepare
  strace -f -y -o "$work/trace" "${fetch[@]}" "${more[@]}" >/dev/null 2>&1
  local start
  start=$(grep -n -m1 'prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE' "$work/trace" | cut -d: -f1)
  [ -n "$start" ] || start=$(grep -n '\.so[^"]*"' "$work/trace" | tail -n1 | cut -d: -f1)
  awk -v start="${start:-1}" '
    NR == 1 { main = $1 }
    $2 ~ /^[a-z_0-9]+\(/ {
      name = file = $2
      sub(/\(.*/, "", name)
      if (!sub(/^[a-z_0-9]+\([0-9]+</, "", file) || !sub(/>.*/, "", file)) file = "-"
      number = ++count[$1, name]
      if ($1 == main && NR < start) before[name] = number
      # The loader has calls of these numbers, and would meet the fault before another thread does.
      else if (number > before[name]) print name, number, file
    }' "$work/trace" | sort -u
}

runs=0 corrupt=0 panics=0 strange=0 unhealed=0
declare -A codes=()

# Says what was wrong with the run at hand.
wrong() { echo "$state, $1" >&2; sed 's/^/    /' "$work/err" >&2; }

# Runs with one fault: its name, number and kind.
run() {
  local what="$1 number $2, $3" code
  prepare
  # The outer redirection is for the shell, which would tell of every kill.
  {
    timeout -k 5 60 strace -f -qq -o /dev/null -e "trace=$1" -e "inject=$1:$3:when=$2" \
      "${fetch[@]}" "${more[@]}" >"$work/out" 2>"$work/err"
    code=$?
  } 2>/dev/null
  runs=$((runs + 1))
  codes[$code]=$((${codes[$code]-0} + 1))
  case $3,$code in
    signal=KILL,137 | *,0) ;;
    error=*,[36789])
      [ ! -s "$work/out" ] || { strange=$((strange + 1)); wrong "$what: exit $code with something on stdout"; }
      ;;
    *,1 | *,101 | *,134 | *,139) panics=$((panics + 1)); wrong "$what: exit $code" ;;
    *) strange=$((strange + 1)); wrong "$what: exit $code" ;;
  esac
  if [ "$code" = 0 ] && ! grep -qx 'token-[0-9]*' "$work/out"; then
    strange=$((strange + 1)); wrong "$what: success without a token"
  fi
  if ! "$binary" cache verify >/dev/null 2>"$work/err"; then
    corrupt=$((corrupt + 1)); wrong "$what: an entry is damaged"
  fi
  # The next run gets a token, stores it, and leaves no half behind.
  if ! "${fetch[@]}" "${more[@]}" >/dev/null 2>"$work/err" || [ "$(halves)" != 0 ] ||
    ! "$binary" mock -o token --offline >/dev/null 2>"$work/err"; then
    unhealed=$((unhealed + 1)); wrong "$what: the next run fails, or cannot store"
    rm -rf "$tokens"
  fi
}

# Tries every point of a run from one state.
try_all() {
  local name number file error list point=0 killed=0 failed=0
  while read -r name number file; do
    point=$((point + 1))
    [ "$short" = 0 ] || [ $((point % 7)) = 0 ] || continue
    run "$name" "$number" signal=KILL
    killed=$((killed + 1))
    read -ra list <<<"${errors[$name]-}"
    # The standard library panics when a folder cannot be closed, and Linux closes every folder.
    [ "$name" = close ] && [ -d "$file" ] && list=()
    [ "$short" = 0 ] || [ ${#list[@]} = 0 ] || list=("${list[point % ${#list[@]}]}")
    for error in ${list[@]+"${list[@]}"}; do
      run "$name" "$number" "error=$error"
      failed=$((failed + 1))
    done
  done < <(points)
  echo "$state: $point points, $killed kills, $failed errors"
}

try_all
# From here on there is an entry, and every run asks for the next one.
state=warm more=(--min-valid 300d)
try_all

for code in "${!codes[@]}"; do echo "exit $code: ${codes[$code]}"; done | sort -V
echo "$runs runs: $corrupt corrupt, $panics panics, $strange other surprises, $unhealed not healed by the next run"
[ $((corrupt + panics + strange + unhealed)) = 0 ]
