"""64 bytes to another process and back over an accepted Unix connection; microseconds per round trip."""

import time
from multiprocessing.connection import Client, Listener

from bench import context, report, seconds_per_iteration

KEY = b"benchmark"


def echo(address):
    with Client(address, authkey=KEY) as connection:
        while message := connection.recv_bytes():
            connection.send_bytes(message)


def main():
    with Listener(family="AF_UNIX", authkey=KEY) as listener:
        child = context.Process(target=echo, args=(listener.address,))
        child.start()
        connection = listener.accept()
    message = bytes(range(64))

    def run(iterations):
        start = time.perf_counter()
        for _ in range(iterations):
            connection.send_bytes(message)
            connection.recv_bytes()
        return time.perf_counter() - start

    seconds = seconds_per_iteration(run)
    connection.send_bytes(b"")
    child.join()
    report(seconds * 1e6)


if __name__ == "__main__":
    main()
