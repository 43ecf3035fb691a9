"""Sends back the messages of one client: listener.py HOST:PORT|PATH KEY_FILE"""
import sys
from multiprocessing.connection import Listener

host, _, port = sys.argv[1].rpartition(":")
with open(sys.argv[2], "rb") as file:
    key = file.read().rstrip(b"\r\n")
with Listener((host, int(port)) if host else sys.argv[1], authkey=key) as listener:
    print("listening", listener.address, flush=True)
    with listener.accept() as connection:
        try:
            while True:
                connection.send_bytes(connection.recv_bytes())
        except EOFError:
            print("closed")
