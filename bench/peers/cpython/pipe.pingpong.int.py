"""An int to another process and back through a Pipe; microseconds per round trip."""

import time

from bench import context, report, seconds_per_iteration


def echo(connection):
    while (value := connection.recv()) >= 0:
        connection.send(value)


def main():
    mine, theirs = context.Pipe()
    child = context.Process(target=echo, args=(theirs,))
    child.start()

    def run(iterations):
        start = time.perf_counter()
        for i in range(iterations):
            mine.send(i)
            mine.recv()
        return time.perf_counter() - start

    seconds = seconds_per_iteration(run)
    mine.send(-1)
    child.join()
    report(seconds * 1e6)


if __name__ == "__main__":
    main()
