"""Records docs/images/terminal.svg: runs commands in a pseudo-terminal against the mock server, and draws what they print.

usage: record.py PROGRAM > docs/images/terminal.svg
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata
from html import escape

COMMANDS = [
    "gettoken alimail",
    "gettoken api alimail /v2/domains",
    "gettoken alimail --client-secret-file wrong.txt --force",
    "gettoken status",
]
# Shown in place of the address of the mock server.
VENDOR = "https://alimail-cn.aliyuncs.com"
COLUMNS, LETTER, LINE, MARGIN = 80, 8.43, 19, 16
STYLE = """
rect { fill: #0d1117 }
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; fill: #e6edf3; white-space: pre }
.bold { font-weight: 600 }
.dim { fill: #9198a1 }
.c31 { fill: #ff7b72 } .c32 { fill: #3fb950 } .c33 { fill: #d29922 } .c34 { fill: #58a6ff } .c35 { fill: #bc8cff } .c36 { fill: #39c5cf }
"""


def run(command, environment, folder):
    """Returns what a command prints in a terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
    process = subprocess.Popen(
        ["sh", "-c", command], cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    output = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the last writer has closed the terminal
            break
        if not part:
            break
        output += part
    process.wait()
    os.close(ours)
    return output.decode().replace("\r\n", "\n")


def spans(line):
    """Splits a line at its SGR sequences: pairs of a text and its classes."""
    classes = set()
    for number, part in enumerate(re.split(r"\x1b\[([0-9;]*)m", line)):
        if number % 2 == 0:
            if part:
                yield part, " ".join(sorted(classes))
            continue
        for code in part.split(";"):
            if code in ("", "0"):
                classes = set()
            else:
                classes.add({"1": "bold", "2": "dim"}.get(code, f"c{code}"))


def wrapped(line):
    """Splits a line after each 80 columns, as a terminal does."""
    parts, column = [""], 0
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        for letter in [piece] if piece.startswith("\x1b") else piece:
            width = 0 if piece.startswith("\x1b") else 1 + (unicodedata.east_asian_width(letter) in "WF")
            if column + width > COLUMNS:
                parts.append("")
                column = 0
            parts[-1] += letter
            column += width
    return parts


def draw(lines):
    width = COLUMNS * LETTER + 2 * MARGIN
    height = len(lines) * LINE + 2 * MARGIN
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" viewBox="0 0 {width:.0f} {height}">'
    yield f"<style>{STYLE}</style>"
    yield f'<rect width="{width:.0f}" height="{height}" rx="8"/>'
    for number, line in enumerate(lines):
        parts = "".join(f'<tspan class="{classes}">{escape(text)}</tspan>' for text, classes in spans(line))
        if parts:
            yield f'<text xml:space="preserve" x="{MARGIN}" y="{MARGIN + LINE * number + 14}">{parts}</text>'
    yield "</svg>"


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.abspath(program), os.path.join(folder, "gettoken"))
        with open(os.path.join(folder, "wrong.txt"), "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write("wrong")
        environment = {
            "PATH": f"{folder}:{os.environ['PATH']}", "HOME": folder, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"
        }
        server = subprocess.Popen(
            ["gettoken", "demo", "alimail", "--serve"], env=environment, text=True, executable=program,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        try:
            for _ in range(2):
                exports = re.findall(r"(\w+)='([^']*)'", server.stdout.readline())
                environment.update(exports)
            environment["API"] = re.search(r"http://[^ ]+", server.stderr.readline())[0]
            lines = []
            for command in COMMANDS:
                shown = command.replace("$API", VENDOR)
                output = run(command, environment, folder).rstrip("\n").replace(environment["API"], VENDOR)
                for line in [f"\x1b[32m$\x1b[0m \x1b[1m{shown}\x1b[0m", *output.split("\n"), ""]:
                    lines += wrapped(line)
        finally:
            server.terminate()
            server.wait()
    print("\n".join(draw(lines[:-1])))


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
