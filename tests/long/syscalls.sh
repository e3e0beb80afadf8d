#!/usr/bin/env bash
# Injects faults with strace: at each system call of a run, the process is killed (SIGKILL), or the call
# fails with each error that it can return. Afterwards the cache must be intact, the exit code documented,
# and the next run a success.
#
# usage: syscalls.sh BINARY [--short]        --short tests every seventh call, with one error each
#
# Counting starts at the first call of main, which disables core dumps: earlier calls belong to the dynamic
# linker and the Rust runtime, which abort if they fail. If that call is missing, counting starts after the
# last library was opened.
here=$(dirname "$0")
# shellcheck source=tests/long/setup.sh disable=SC1091
. "$here/setup.sh"
command -v strace >/dev/null || { echo "skipped: strace is not installed" >&2; exit 77; }
if ! strace -qq -o /dev/null true 2>/dev/null; then
  echo "skipped: strace is not permitted here" >&2
  exit 77
fi
short=0
[ "${2-}" = --short ] && short=1

# The errors of each system call. Other calls cannot fail, or belong to the start and end of a thread, where
# the C library or the Rust runtime aborts the process on an error.
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

# Prepares the cache for a run: empty if `state` is cold, else with an entry that cannot be used.
prepare() {
  if [ "$state" = cold ]; then rm -rf "$tokens"; fi
}

# Prints the points of a run: the name of a system call, its number among the calls of that name in its
# thread, as strace counts, and the file of the descriptor in its first argument.
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
      # Skip numbers that the dynamic linker also has: the main thread would hit the fault there first.
      else if (number > before[name]) print name, number, file
    }' "$work/trace" | sort -u
}

runs=0 corrupt=0 panics=0 unexpected=0 unhealed=0
declare -A codes=()

# Prints what was wrong with the current run.
wrong() { echo "$state, $1" >&2; sed 's/^/    /' "$work/err" >&2; }

# Runs with one fault: the name and number of the system call, and the fault for strace.
run() {
  local what="$1 number $2, $3" code
  prepare
  # The outer redirection silences the shell, which reports every kill.
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
      [ ! -s "$work/out" ] || { unexpected=$((unexpected + 1)); wrong "$what: exit $code with output on stdout"; }
      ;;
    *,1 | *,101 | *,134 | *,139) panics=$((panics + 1)); wrong "$what: exit $code" ;;
    *) unexpected=$((unexpected + 1)); wrong "$what: exit $code" ;;
  esac
  if [ "$code" = 0 ] && ! grep -qx 'token-[0-9]*' "$work/out"; then
    unexpected=$((unexpected + 1)); wrong "$what: success without a token"
  fi
  if ! "$binary" cache verify >/dev/null 2>"$work/err"; then
    corrupt=$((corrupt + 1)); wrong "$what: an entry is damaged"
  fi
  # The next run gets a token, stores it, and leaves no temporary file behind.
  if ! "${fetch[@]}" "${more[@]}" >/dev/null 2>"$work/err" || [ "$(temporary_files)" != 0 ] ||
    ! "$binary" mock -o token --offline >/dev/null 2>"$work/err"; then
    unhealed=$((unhealed + 1)); wrong "$what: the next run failed or did not store the token"
    rm -rf "$tokens"
  fi
}

# Tests every point of a run in the current state.
try_all() {
  local name number file error list point=0 killed=0 failed=0
  while read -r name number file; do
    point=$((point + 1))
    [ "$short" = 0 ] || [ $((point % 7)) = 0 ] || continue
    run "$name" "$number" signal=KILL
    killed=$((killed + 1))
    read -ra list <<<"${errors[$name]-}"
    # The standard library panics if closing a directory fails, which never happens on Linux.
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
# Now there is an entry, and every run fetches another token.
state=warm more=(--min-valid 300d)
try_all

for code in "${!codes[@]}"; do echo "exit $code: ${codes[$code]}"; done | sort -V
echo "$runs runs: $corrupt corrupt, $panics panics, $unexpected otherwise unexpected, $unhealed not repaired by the next run"
status=0
[ $((corrupt + panics + unexpected + unhealed)) = 0 ] || status=1
# Refreshes and logins, where a signal must not lose the session.
python3 "$here/sessions.py" "$binary" "${@:2}" || status=1
exit "$status"
