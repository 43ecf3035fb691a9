"""Ints from one process to another through a multiprocessing.Queue; items per second."""

import time

from bench import context, report, seconds_per_iteration


def consume(items, done):
    while count := items.get():
        for _ in range(count):
            items.get()
        done.send(count)


def main():
    items = context.Queue()
    done, theirs = context.Pipe(duplex=False)
    child = context.Process(target=consume, args=(items, theirs))
    child.start()

    def run(iterations):
        start = time.perf_counter()
        items.put(iterations)
        for i in range(iterations):
            items.put(i)
        done.recv()
        return time.perf_counter() - start

    seconds = seconds_per_iteration(run)
    items.put(0)
    child.join()
    report(1 / seconds)


if __name__ == "__main__":
    main()
