#!/usr/bin/env python3
"""Completes `gettoken providers list` with TAB in a shell in a terminal, and runs it.

usage: complete.py SHELL SETUP         SHELL is a command line, SETUP the first line that is typed

Exits with 1, and prints the terminal, if a completion or the list does not appear within a minute.
"""

import os
import pty
import select
import shlex
import sys
import time

# What is typed, and what must appear then. Quotes keep the setup's echo from looking like its output.
STEPS = [
    (f"{sys.argv[2]}; echo rea''dy\n", "ready"),
    ("gettoken provid\t", "gettoken providers "),
    ("li\t", "list "),
    ("\n", "DingTalk (钉钉)"),
    ("exit\n", None),
]

command = shlex.split(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
shown, end = b"", time.monotonic() + 60
for typed, expected in STEPS:
    os.write(terminal, typed.encode())
    before = len(shown)
    while expected and expected.encode() not in shown[before:]:
        if not select.select([terminal], [], [], max(0, end - time.monotonic()))[0]:
            sys.exit(f"no {expected!r} in the terminal:\n{shown.decode(errors='replace')}")
        try:
            shown += os.read(terminal, 4096)
        except OSError:
            sys.exit(f"the shell has ended:\n{shown.decode(errors='replace')}")
os.close(terminal)
os.waitpid(child, 0)
