"""The other end of a connection, as the standard library of this interpreter has it.

connection_peer.py listen ADDRESS KEY CLIENTS     echoes what so many clients send, and tells of those it refuses
connection_peer.py connect ADDRESS KEY LENGTH...  sends messages of these lengths and compares the echo
connection_peer.py send ADDRESS KEY LENGTH        sends one message of this length, in pieces of no memory, and waits for an answer

ADDRESS is HOST:PORT or a path; KEY is in hexadecimal digits.
"""

import hashlib
import mmap
import sys
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener


def parse(address):
    host, _, port = address.rpartition(":")
    return (host, int(port)) if host else address


def say(*words):
    print(*words)
    sys.stdout.flush()


def content(length):
    return (hashlib.sha256(str(length).encode()).digest() * (length // 32 + 1))[:length]


def listen(address, key, clients):
    with Listener(parse(address), authkey=key) as listener:
        actual = listener.address
        say("listening", actual if isinstance(actual, str) else "%s:%d" % actual)
        for _ in range(int(clients)):
            try:
                connection = listener.accept()
            except AuthenticationError as error:
                say("refused", error)
                continue
            with connection:
                try:
                    while True:
                        connection.send_bytes(connection.recv_bytes())
                except EOFError:
                    say("closed")


def connect(address, key, *lengths):
    try:
        connection = Client(parse(address), authkey=key)
    except AuthenticationError as error:
        say("refused", error)
        return
    with connection:
        for length in map(int, lengths):
            message = content(length)
            connection.send_bytes(message)
            say("same" if connection.recv_bytes() == message else "different", length)


def send(address, key, length):
    with Client(parse(address), authkey=key) as connection, mmap.mmap(-1, int(length)) as memory:
        connection.send_bytes(memory)
        say("answer", connection.recv_bytes().decode())


if __name__ == "__main__":
    {"listen": listen, "connect": connect, "send": send}[sys.argv[1]](sys.argv[2], bytes.fromhex(sys.argv[3]), *sys.argv[4:])
