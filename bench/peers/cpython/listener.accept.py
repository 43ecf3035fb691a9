"""A client that connects, proves its key and closes, again and again; connections per second of the listener."""

import time
from multiprocessing.connection import Client, Listener

from bench import context, report, seconds_per_iteration

KEY = b"sixteen bytes or more"


def connect(address):
    while True:
        Client(address, authkey=KEY).close()


def main():
    with Listener(family="AF_UNIX", authkey=KEY, backlog=128) as listener:
        child = context.Process(target=connect, args=(listener.address,), daemon=True)
        child.start()
        listener.accept().close()  # the child runs

        def run(iterations):
            start = time.perf_counter()
            for _ in range(iterations):
                listener.accept().close()
            return time.perf_counter() - start

        seconds = seconds_per_iteration(run)
        child.kill()
        child.join()
    report(1 / seconds)


if __name__ == "__main__":
    main()
