"""Time the bundled encoder beside another, each in a process of its own, by turns.

Run `python -m embeddings.training.speed [NAME]`; NAME is all-MiniLM-L6-v2 where none is given.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from statistics import median

QUERY = "How does the city help families who worry about a child's radicalisation?"
PASSAGE = (
    "The municipality runs a mobile team of social workers, teachers and police officers that "
    "meets young people where they are, answers a helpline for parents in two languages, and "
    "trains the staff of schools and youth centres every year; number {number}."
)
PASSAGES = 1000
TURNS = 3

CHILD = """
import json, resource, sys, time
from embeddings.encoder import load_encoder
from embeddings.training.speed import PASSAGE, PASSAGES, QUERY
began = time.perf_counter()
encoder = load_encoder(sys.argv[1] or None)
encoder.encode([QUERY], kind="query")
ready = time.perf_counter() - began
times = []
for _ in range(20):
    began = time.perf_counter()
    encoder.encode([QUERY], kind="query")
    times.append(time.perf_counter() - began)
began = time.perf_counter()
encoder.encode([PASSAGE.format(number=number) for number in range(PASSAGES)])
passages = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([ready, sorted(times)[len(times) // 2], passages, peak]))
"""
LABELS = ("ready after, s", "one query, ms", f"{PASSAGES} passages, s", "peak memory, MB")
UNITS = (1, 1000, 1, 1)


def time_encoder(name: str) -> list[float]:
    """Return seconds until ready, for a query and for the passages, and the peak in MB."""
    # Our own interpreter and code; only the encoder's name is from outside, as an argument.
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", CHILD, name], capture_output=True, text=True, check=True
    )
    values: list[float] = json.loads(done.stdout.splitlines()[-1])
    return values


def compare(name: str, measure: Callable[[str], list[float]] = time_encoder) -> str:
    """Return a table of medians: ours, the other's, and how many times as much that is."""
    ours, theirs = [], []
    for _ in range(TURNS):
        ours.append(measure(""))
        theirs.append(measure(name))
    lines = [f"{'':22}{'bundled':>10}  {name}"]
    columns = zip(zip(*ours, strict=True), zip(*theirs, strict=True), strict=True)
    for label, unit, (own, other) in zip(LABELS, UNITS, columns, strict=True):
        one, two = median(own) * unit, median(other) * unit
        lines.append(f"{label:22}{one:10.2f}  {two:.2f} ({two / one:.1f} times)")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(compare(sys.argv[1] if len(sys.argv) > 1 else "all-MiniLM-L6-v2") + "\n")
