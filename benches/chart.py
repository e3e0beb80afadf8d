"""Draws docs/performance.svg: how long each way to get a cached token takes.

usage: chart.py ROWS MACHINE

ROWS is a file with a name and the median in microseconds on each line, separated by a tab, as run.sh writes it.
"""

import sys
from html import escape

# The name of a row in ROWS, and the label of its bar.
BARS = [
    ("-o token, static", "gettoken PROFILE -o token"),
    ("cat, LC_ALL=C.UTF-8", "cat of the stored file"),
    ("-o json, static", "gettoken PROFILE -o json"),
    ("bash: read", "bash: read from a file"),
    ("jq of a JSON cache", "jq of a JSON file"),
    ("python: json.load of a JSON cache", "Python: json.load of a file"),
]
LEFT, WIDTH, ROW, TOP = 250, 760, 30, 44
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 15px }
.small { font-size: 11px; fill: #59636e }
.ours { fill: #0969da }
.other { fill: #b1bac4 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .small { fill: #9198a1 }
  .ours { fill: #4493f8 }
  .other { fill: #656c76 }
}
"""


def draw(medians, machine):
    bars = [(label, medians[name] / 1000, name.startswith("-o")) for name, label in BARS if name in medians]
    longest = max(took for _, took, _ in bars)
    height = TOP + ROW * len(bars) + 34
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
    yield f"<style>{STYLE}</style>"
    yield '<text class="title" x="8" y="22">Time to print a cached token, in milliseconds</text>'
    for number, (label, took, ours) in enumerate(bars):
        y = TOP + ROW * number
        length = max((WIDTH - LEFT - 70) * took / longest, 1)
        yield f'<text x="{LEFT - 10}" y="{y + 15}" text-anchor="end">{escape(label)}</text>'
        kind = "ours" if ours else "other"
        yield f'<rect class="{kind}" x="{LEFT}" y="{y + 2}" width="{length:.1f}" height="18" rx="2"/>'
        yield f'<text x="{LEFT + length + 8:.1f}" y="{y + 15}">{took:.1f}</text>'
    yield f'<text class="small" x="8" y="{height - 12}">{escape(machine)}</text>'
    yield "</svg>"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = dict(line.rstrip("\n").rsplit("\t", 1) for line in file)
    print("\n".join(draw({name: float(took) for name, took in rows.items()}, sys.argv[2])))
