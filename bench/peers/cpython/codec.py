"""What the rows of the codec write and read, and how."""

import array
import dataclasses
import itertools
import pickle
import time

from bench import report, seconds_per_iteration

PROTOCOL = 5


@dataclasses.dataclass(frozen=True)
class Reading:
    id: int
    timestamp: int
    sensor: str
    unit: str
    value: float
    deviation: float
    quality: float
    is_valid: bool
    channel: int
    comment: str


def make_record(i):
    return Reading(i, 1_700_000_000_000 + i, f"sensor-{i}", "kPa", 101.325 + i * 0.1, 0.025, 0.75, i % 2 == 0, i % 16,
                   "within the expected range")


INT = 123_456
RECORD = make_record(7)
TEXT = "abcdefg\u00e9" * 128
DOUBLES = array.array("d", (i * 1.1 for i in range(1000)))
MAP = {f"key-{i}": i * 1000 for i in range(100)}
RECORDS = [make_record(i) for i in range(100)]


def write(value):
    def run(iterations):
        dumps = pickle.dumps
        start = time.perf_counter()
        for _ in itertools.repeat(None, iterations):
            dumps(value, PROTOCOL)
        return time.perf_counter() - start

    report(seconds_per_iteration(run) * 1e9)


def read(value):
    data = pickle.dumps(value, PROTOCOL)

    def run(iterations):
        loads = pickle.loads
        start = time.perf_counter()
        for _ in itertools.repeat(None, iterations):
            loads(data)
        return time.perf_counter() - start

    report(seconds_per_iteration(run) * 1e9)
