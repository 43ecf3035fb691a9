"""Sends a message to a listener and prints the reply: client.py HOST:PORT|PATH KEY_FILE TEXT"""
import sys
from multiprocessing.connection import Client

where, key_file, text = sys.argv[1:]
host, _, port = where.rpartition(":")
with open(key_file, "rb") as file:
    key = file.read().rstrip(b"\r\n")
with Client((host, int(port)) if host else where, authkey=key) as connection:
    connection.send_bytes(text.encode())
    print(connection.recv_bytes().decode())
