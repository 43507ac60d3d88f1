"""Training estimates beside Calculon: time of one evaluation and of a search, on this machine in one run.

Usage: estimate.py STARGATE
Calculon (github.com/calculon-ai/calculon) is on no package index: set CALCULON to a checkout of it (it needs pandas and
psutil), and it is measured in the same run. Otherwise its published figure stands beside ours: 13-16 ms an evaluation, 2.1 ms with its logger off.
"""
import json
import logging
import os
import statistics
import subprocess
import sys
import time


def calculon(home, count=300):
    sys.path.insert(0, home)
    import calculon as package
    from calculon.llm import Llm
    from calculon.system import System

    def read(path):
        with open(os.path.join(home, path)) as file:
            return json.load(file)

    application = Llm.Application(read("models/gpt3-175B.json"))
    system = System(read("systems/a100_80g.json"))
    execution = read("examples/3072_t4_p64_d12_mbs4_full.json")
    logger = logging.getLogger("calculon")
    logger.setLevel(logging.CRITICAL)
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    execution.update(num_procs=1024, tensor_par=8, pipeline_par=8, data_par=16, batch_size=1536, microbatch_size=1)
    times = []
    for _ in range(count):
        started = time.perf_counter()
        model = Llm(application, logger)
        model.compile(system, Llm.Execution.from_json(dict(execution)))
        model.run(system)
        times.append(time.perf_counter() - started)
    return statistics.median(times), min(times), max(times)


def main():
    stargate = sys.argv[1]
    runs = [json.loads(subprocess.check_output([stargate, "benchmark", "estimate", "--json"])) for _ in range(3)]

    def middle(key):
        values = sorted(run[key] for run in runs)
        return f"{values[1]:.3f} ({values[0]:.3f}-{values[2]:.3f})"

    print("training estimates, GPT-3 175B on 1,024 A100; median of 3 runs (least-most)")
    print(f"  Stargate, one evaluation            {middle('microseconds_each')} us")
    print(f"  Stargate, search of {runs[0]['searched']:,} layouts  {middle('search_seconds')} s, "
          f"{middle('peak_megabytes')} MB at the peak, {runs[0]['cores']} cores")
    home = os.environ.get("CALCULON")
    if home:
        median, least, most = calculon(home)
        print(f"  Calculon, one evaluation            {median * 1e6:,.0f} us ({least * 1e6:,.0f}-{most * 1e6:,.0f}), "
              "its logger off")
    else:
        print("  Calculon, one evaluation            2,100 us with its logger off, 13,000-16,000 with it (published; "
              "set CALCULON to a checkout to measure it here)")


main()
