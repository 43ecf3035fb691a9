"""What an idle connection costs the server in bytes; waiting for all of them at once, as multiprocessing.connection.wait does."""

import gc
import resource
import selectors
import signal
from multiprocessing.connection import Client, Listener

from bench import context, report

KEY = b"sixteen bytes or more"
WARM_UP = 500
CONNECTIONS = 2000


def allow_descriptors():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def connect(address):
    connections = [Client(address, authkey=KEY) for _ in range(WARM_UP + CONNECTIONS)]
    signal.pause()
    del connections


def resident_bytes():
    gc.collect()
    with open("/proc/self/status", encoding="ascii") as status:
        return next(1024 * int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def main():
    allow_descriptors()
    idle = selectors.DefaultSelector()
    with Listener(family="AF_UNIX", authkey=KEY, backlog=128) as listener:
        child = context.Process(target=connect, args=(listener.address,), daemon=True)
        child.start()

        def accept(count):
            for _ in range(count):
                idle.register(listener.accept(), selectors.EVENT_READ)

        accept(WARM_UP)
        before = resident_bytes()
        accept(CONNECTIONS)
        after = resident_bytes()
        child.kill()
        child.join()
    report((after - before) / CONNECTIONS)


if __name__ == "__main__":
    main()
