"""One call at a time to a Pool of two workers; median microseconds from call to result."""

import time

from bench import context, median_seconds, report


def increment(value):
    return value + 1


def main():
    with context.Pool(2) as pool:

        def call():
            start = time.perf_counter()
            pool.apply(increment, (1,))
            return time.perf_counter() - start

        seconds = median_seconds(call, 200)
    report(seconds * 1e6)


if __name__ == "__main__":
    main()
