"""Single ints through Pool.map with chunksize=1 and two workers; tasks per second."""

import time

from bench import context, report, seconds_per_iteration


def increment(value):
    return value + 1


def main():
    with context.Pool(2) as pool:

        def run(iterations):
            start = time.perf_counter()
            pool.map(increment, range(iterations), chunksize=1)
            return time.perf_counter() - start

        seconds = seconds_per_iteration(run)
    report(1 / seconds)


if __name__ == "__main__":
    main()
