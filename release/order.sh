#!/usr/bin/env bash
# Writes order.ld, which build.sh gives to the linker: the functions that common calls run, those of a stored token
# first, then those of a call that is resolved in full, of a fetch, of help, of completion. They lie side by side, so
# that a call touches few pages of the file: the first touch of each costs more than a thousand instructions, and there
# were forty.
#
# usage: release/order.sh          after large changes; a function that has another name by then is not moved
# shellcheck source=benches/stage.sh disable=SC1091
. "$(dirname "$0")/../benches/stage.sh"

for need in valgrind openssl; do has "$need" || skip "$need is not installed"; done

# The same build, which also says what the linker put where.
mkdir "$work/bin"
for linker in cc musl-gcc; do
  # shellcheck disable=SC2016 # the script's own variables
  printf '#!/bin/sh\nexport PATH=%s\nexec %s "$@" -Wl,-Map=%s\n' "$PATH" "$linker" "$work/map" >"$work/bin/$linker"
  chmod +x "$work/bin/$linker"
done
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/order
rm -f "$CARGO_TARGET_DIR"/*-musl/release/{gettoken,deps/gettoken-*}
static=$(PATH=$work/bin:$PATH release/build.sh)
cp "$static" "$work/gettoken"

alone
certify 2>/dev/null
start_server "$work/leaf.pem" "$work/leaf.key"
configure home "https://127.0.0.1:$port/token" 10
export SSL_CERT_FILE=$work/ca.pem GETTOKEN_CONFIG_DIR=$work/home

runs=()
# Notes each instruction of a call.
run() {
  runs+=("$work/run.${#runs[@]}")
  valgrind --tool=callgrind --dump-instr=yes --compress-pos=no --callgrind-out-file="${runs[-1]}" "$work/gettoken" "$@" >/dev/null 2>&1
}
"$work/gettoken" mail -o token >/dev/null
sleep 2.1
"$work/gettoken" mail -o token >/dev/null
run mail -o token
run mail -o json
run mail --no-cache -o token
run mail -o token --scope another
run --help
run mail --help
printf 'gettoken\0mai\0' >"$work/words"
run completions bash --words <"$work/words"
run exec mail -- true

"$python" - "$work/map" "${runs[@]}" >"$work/order.ld" <<'PYTHON'
import bisect, re, sys

# What the linker took: a name, and on the same line or the next one where it is, its size and its file.
taken = re.findall(r"^ (\.\S+)\s+0x([0-9a-f]+)\s+0x([0-9a-f]+) (\S+)$", open(sys.argv[1]).read(), re.MULTILINE)
names = {name for name, _, size, _ in taken if int(size, 16)}
code = sorted((int(start, 16), int(size, 16), name, file) for name, start, size, file in taken if name.startswith(".text"))
starts = [start for start, *_ in code]


def pattern(name, file):
    """A section without what changes with the compiler and with the code around it: the numbers of crates, the crate
    that a generic function was compiled for, versions, the numbers that the C compiler's helper gives files."""
    name = re.sub(r"\.llvm\..*", "*", name)
    if "._R" in name:
        crate = re.search(r"(?<=E)(?:Cs[0-9A-Za-z]+_([0-9]+)([a-z][a-z0-9_]*)|B[0-9A-Za-z]*_)$", name)
        if crate and (crate[1] is None or int(crate[1]) == len(crate[2])):
            name = name[: crate.start()] + "*"
        return "*(%s)" % re.sub(r"Cs[0-9A-Za-z]+_", "Cs*_", name)
    name = re.sub(r"ring_core_\w+?__", "ring_core_*__", name)
    file = re.sub(r".*[(/]([0-9a-f]{16}(?=-))?|\)$", "", file)
    return f"*({name})" if file.startswith("gettoken-") else f"*{file}({name})"


text, rodata = {}, {}
for path in sys.argv[2:]:
    run = {int(address, 16) for address in re.findall(r"^0x([0-9a-f]+) ", open(path).read(), re.MULTILINE)}
    for address in sorted(run):
        start, size, name, file = code[bisect.bisect(starts, address) - 1]
        if address < start + size:
            text[pattern(name, file)] = None
            table = name.replace(".text", ".rodata")
            if "._R" in table and table in names:
                rodata[pattern(table, file)] = None

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

print("/* What common calls run, side by side: written by release/order.sh. What is not found is not moved. */")
# Of the largest most is never touched: it would part what is.
arena = "*(.bss._RNvNtNtCs*_8gettoken8fastpath5arena6ARENAS)"
definitions = "*(.rodata._RN*_8gettoken8provider7builtin*4TEXT*)"
for name, place, sections in (
    (".text.first", "BEFORE .text", text),
    (".rodata.last", "AFTER .rodata", [definitions]),
    (".rodata.first", "AFTER .rodata", rodata),
    (".bss.last", "AFTER .bss", [arena]),
):
    print("SECTIONS {\n  %s : {" % name, *("    " + section for section in sections), "  }", "} INSERT %s;" % place, sep="\n")
PYTHON
cp "$work/order.ld" release/order.ld
