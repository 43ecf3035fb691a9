"""A fresh interpreter by the spawn method; median milliseconds until the first byte of its answer."""

import multiprocessing
import time

from bench import median_seconds, report

context = multiprocessing.get_context("spawn")


def answer(connection):
    connection.send_bytes(b"!")


def call():
    start = time.perf_counter()
    mine, theirs = context.Pipe(duplex=False)
    child = context.Process(target=answer, args=(theirs,))
    child.start()
    theirs.close()
    mine.recv_bytes()
    seconds = time.perf_counter() - start
    mine.close()
    child.join()
    return seconds


if __name__ == "__main__":
    report(median_seconds(call, 2) * 1e3)
