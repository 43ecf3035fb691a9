"""What every CPython peer shares: the calibration and the one line of output."""

import json
import multiprocessing
import time

CALIBRATE_SECONDS = 0.05
MEASURE_SECONDS = 0.2

# The quickest start a platform has: what is measured is the running state, not the start.
context = multiprocessing.get_context(
    "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")


def report(value):
    print(json.dumps({"value": value}), flush=True)


def seconds_per_iteration(run):
    """Double the count until a run takes long enough to be trusted, then measure one run of MEASURE_SECONDS."""
    count = 16
    seconds = run(count)
    while seconds < CALIBRATE_SECONDS:
        count *= 2
        seconds = run(count)
    count = int(count * MEASURE_SECONDS / seconds) + 1
    return run(count) / count


def median_seconds(call, warm_up):
    """The median of single calls repeated for MEASURE_SECONDS; a call returns its own seconds."""
    for _ in range(warm_up):
        call()
    samples = []
    end = time.perf_counter() + MEASURE_SECONDS
    while time.perf_counter() < end:
        samples.append(call())
    samples.sort()
    return samples[len(samples) // 2]
