"""SHA-256 work done alone and by a Pool of two workers; how many times faster the pool is."""

import hashlib
import time

from bench import context, report

TASKS = 32
BLOCK = bytes(16384)


def hash_task(rounds):
    digest = hashlib.sha256()
    for _ in range(rounds):
        digest.update(BLOCK)
    return digest.digest()[0]


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main():
    rounds = 8
    while (seconds := timed(lambda: hash_task(rounds))) < 0.002:
        rounds *= 2
    rounds = max(1, int(rounds * 0.3 / TASKS / seconds))
    tasks = [rounds] * TASKS

    with context.Pool(2) as pool:
        pool.map(hash_task, tasks[:8], chunksize=1)
        before = timed(lambda: list(map(hash_task, tasks)))
        pooled = timed(lambda: pool.map(hash_task, tasks, chunksize=1))
        after = timed(lambda: list(map(hash_task, tasks)))
    report((before + after) / 2 / pooled)


if __name__ == "__main__":
    main()
