"""A multiprocessing.Lock that nobody else wants; nanoseconds per acquire and release."""

import itertools
import time

from bench import context, report, seconds_per_iteration


def main():
    lock = context.Lock()

    def run(iterations):
        acquire, release = lock.acquire, lock.release
        start = time.perf_counter()
        for _ in itertools.repeat(None, iterations):
            acquire()
            release()
        return time.perf_counter() - start

    report(seconds_per_iteration(run) * 1e9)


if __name__ == "__main__":
    main()
