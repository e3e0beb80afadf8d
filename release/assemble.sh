#!/usr/bin/env bash
# Makes a whole release of the programs in target/programs, as release/program.sh names them: packages and what
# release/finish.sh adds, in target/dist.
#
# usage: release/assemble.sh
set -euo pipefail
cd "$(dirname "$0")/.."

pairs=()
for target in $(release/package/facts.py targets); do
  program=target/programs/$target
  if [ -e "$program" ]; then
    # An artifact of a workflow has no modes.
    chmod +x "$program"
    pairs+=("$target=$program")
  else
    echo "no program for $target" >&2
  fi
done
[ "${#pairs[@]}" -gt 0 ] || { echo "error: no programs in target/programs" >&2; exit 1; }
release/package.sh "${pairs[@]}"
release/finish.sh --sboms target/programs
