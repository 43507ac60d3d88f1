"""Runs the four years of a programme several times and prints time, CPU and memory as measured.

Usage: four-years.py STARGATE PROGRAMME [RUNS]
The bar: under 5 s and 500 MB in a release build on 2 cores.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time


def measure(command):
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    stargate, programme = sys.argv[1], sys.argv[2]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory() as work:
        variants = {
            "engine, world and hash": ["--no-sensitivity"],
            "and journal, tables, report": ["--no-sensitivity", "--out", f"{work}/out", "--force"],
            "and what it leans on": ["--out", f"{work}/out", "--force"],
        }
        print(f"{'four years of ' + programme:<52} {'wall s':>8} {'CPU s':>8} {'MB':>8}   (median of {runs}; min–max wall)")
        for name, options in variants.items():
            results = [measure([stargate, "run", programme, *options]) for _ in range(runs)]
            wall, cpu, memory = (statistics.median(column) for column in zip(*results))
            walls = [result[0] for result in results]
            print(f"{name:<52} {wall:8.2f} {cpu:8.2f} {memory:8.0f}   ({min(walls):.2f}–{max(walls):.2f})")


main()
