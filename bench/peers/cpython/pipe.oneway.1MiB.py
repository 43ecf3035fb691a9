"""Messages of 1MiB to another process through a Pipe, one behind the other; gigabytes per second."""

import time

from bench import context, report, seconds_per_iteration

SIZE = 1048576


def receive(connection):
    message = bytearray(SIZE)
    while (count := connection.recv()) > 0:
        for _ in range(count):
            connection.recv_bytes_into(message)
        connection.send(count)


def main():
    mine, theirs = context.Pipe()
    child = context.Process(target=receive, args=(theirs,))
    child.start()
    message = bytes(SIZE)

    def run(iterations):
        start = time.perf_counter()
        mine.send(iterations)
        for _ in range(iterations):
            mine.send_bytes(message)
        mine.recv()
        return time.perf_counter() - start

    seconds = seconds_per_iteration(run)
    mine.send(0)
    child.join()
    report(SIZE / seconds / 1e9)


if __name__ == "__main__":
    main()
