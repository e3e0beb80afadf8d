#!/usr/bin/env bash
# Prints the order in which build.sh has the linker lay out the program: the functions that common calls run and the
# constants that they read, those of a stored token first, then those of a call that is resolved in full, of a fetch, of
# help, of completion. They are side by side, so that a call touches few pages of the file: the first touch of each costs
# more than a thousand instructions, and there were fifty.
#
# usage: release/order.sh PROGRAM MAP      MAP is what the linker wrote of it
#
# Ends with 77 where something it needs is missing. Within each kind of call the order is by name, so it depends on the
# program alone: valgrind has the same processor on all machines with AVX2, and what newer ones run is in a list below.
set -euo pipefail
program=$(realpath "$1") map=$(realpath "$2")
# shellcheck source=benches/stage.sh disable=SC1091
. "$(dirname "$0")/../benches/stage.sh"

for need in valgrind openssl; do has "$need" || skip "$need is not installed"; done

cp "$program" "$work/gettoken"
clear_environment
umask 077
make_certificates 2>/dev/null
start_server "$work/leaf.pem" "$work/leaf.key"
configure home "https://127.0.0.1:$port/token" 10
export SSL_CERT_FILE=$work/ca.pem GETTOKEN_CONFIG_DIR=$work/home

runs=()
# Notes the address of each instruction of a call, and with lackey of what it reads.
run() {
  runs+=("$work/run.${#runs[@]}")
  valgrind --tool=callgrind --dump-instr=yes --compress-pos=no --callgrind-out-file="${runs[-1]}" "$work/gettoken" "$@" >/dev/null 2>&1
}
trace() {
  runs+=("$work/run.${#runs[@]}")
  valgrind --tool=lackey --trace-mem=yes --log-file="${runs[-1]}" "$work/gettoken" "$@" >/dev/null 2>&1
}
"$work/gettoken" mail -o token >/dev/null
sleep 2.1
"$work/gettoken" mail -o token >/dev/null
trace mail -o token
trace mail -o json
run mail --no-cache -o token
run mail -o token --scope another
run --help
run mail --help
printf 'gettoken\0mai\0' >"$work/words"
run completions bash --words <"$work/words"
run exec mail -- true

"$python" - "$map" "${runs[@]}" <<'PYTHON'
import bisect, re, sys

# What the linker took: a section, and on the same line or the next one where it is, its size and its file.
taken = re.findall(r"^ (\.\S+)\s+0x([0-9a-f]+)\s+0x([0-9a-f]+) (\S+)$", open(sys.argv[1]).read(), re.MULTILINE)
taken = [(int(start, 16), int(size, 16), name, file) for start, size, name, file in ((s, z, n, f) for n, s, z, f in taken)]
taken = [section for section in taken if section[1]]
taken.sort()
starts = [start for start, *_ in taken]
names = {name for _, _, name, _ in taken}


def pattern(name, file):
    """A section of one file, wherever that is: a member of a library, or an object."""
    return "*%s(%s)" % (re.sub(r".*[(/]|\)$", "", file), name)


text, rodata = {}, {}
for path in sys.argv[2:]:
    touched = set(re.findall(r"^(?:0x|I  | [LSM] )([0-9a-f]+)[ ,]", open(path).read(), re.MULTILINE))
    found = (taken[bisect.bisect(starts, int(address, 16)) - 1] for address in touched)
    for name, file in sorted({section[2:] for section in found}):
        if name.startswith(".text"):
            text[pattern(name, file)] = None
            table = name.replace(".text", ".rodata")
            if "._R" in table and table in names:
                rodata["*(%s)" % table] = None
        elif name.startswith(".rodata"):
            rodata[pattern(name, file)] = None

# What others run who have a newer processor than valgrind's.
for newer in (
    "*_adx_mul.o(.text)",
    "*_adx_square.o(.text)",
    "*-curve25519_64_adx.o(.text .text.*)",
    "*-aes-gcm-avx2-x86_64-elf.o(.text)",
    "*(.text._RN*_4ring4aead9algorithm*)",
    "*strcmp.lo(.text.strcmp)",
):
    text[newer] = None

# Of the largest most is never touched: it would part what is.
arenas = "*(.bss._RN*_8gettoken8fastpath5arena6ARENAS)"
definitions = "*(.rodata._RN*_8gettoken8provider7builtin*4TEXT*)"
for name, place, sections in (
    (".text.first", "BEFORE .text", text),
    (".rodata.last", "AFTER .rodata", [definitions]),
    (".rodata.first", "AFTER .rodata", rodata),
    (".bss.last", "AFTER .bss", [arenas]),
):
    print("SECTIONS {\n  %s : {" % name, *("    " + section for section in sections), "  }", "} INSERT %s;" % place, sep="\n")
PYTHON
