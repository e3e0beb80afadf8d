#!/usr/bin/env bash
# Prints the linker script with which build.sh orders the program: the functions that common calls run and the constants
# that they read come first. A replay is first, then a cache hit without a replay record, a fetch, help and completion.
# This saves page faults: each costs more than a thousand instructions, and without the order there were fifty.
#
# usage: release/order.sh PROGRAM MAP      MAP is the linker's map of PROGRAM
#
# Exits with 77 if something it needs is missing. Within each kind of call, the order is by name, so it depends only on
# the program: valgrind emulates the same processor on all machines with AVX2. The list `newer` below has the functions
# that newer processors run.
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
# `run` records the address of each instruction of a call; `trace` also those of the data that it reads.
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

# Input sections in the map: the name, then on the same line or the next the address, the size and the file.
mapped = re.findall(r"^ (\.\S+)\s+0x([0-9a-f]+)\s+0x([0-9a-f]+) (\S+)$", open(sys.argv[1]).read(), re.MULTILINE)
mapped = [(int(start, 16), int(size, 16), name, file) for start, size, name, file in ((s, z, n, f) for n, s, z, f in mapped)]
mapped = [section for section in mapped if section[1]]
mapped.sort()
starts = [start for start, *_ in mapped]
names = {name for _, _, name, _ in mapped}


def pattern(name, file):
    """The section `name` of an object file or archive member, in any directory."""
    return "*%s(%s)" % (re.sub(r".*[(/]|\)$", "", file), name)


text, rodata = {}, {}
for path in sys.argv[2:]:
    touched = set(re.findall(r"^(?:0x|I  | [LSM] )([0-9a-f]+)[ ,]", open(path).read(), re.MULTILINE))
    found = (mapped[bisect.bisect(starts, int(address, 16)) - 1] for address in touched)
    # By the pattern, since the file begins with a directory of this machine.
    for name, file in sorted({section[2:] for section in found}, key=lambda section: pattern(*section)):
        if name.startswith(".text"):
            text[pattern(name, file)] = None
            table = name.replace(".text", ".rodata")
            if "._R" in table and table in names:
                rodata["*(%s)" % table] = None
        elif name.startswith(".rodata"):
            rodata[pattern(name, file)] = None

# Functions that run on newer processors than the one that valgrind emulates.
for newer in (
    "*_adx_mul.o(.text)",
    "*_adx_square.o(.text)",
    "*-curve25519_64_adx.o(.text .text.*)",
    "*-aes-gcm-avx2-x86_64-elf.o(.text)",
    "*(.text._RN*_4ring4aead9algorithm*)",
    "*strcmp.lo(.text.strcmp)",
):
    text[newer] = None

# The largest items come last, since most of their pages are never touched.
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
