"""Compares messages of Processing with values of Python, and encodes those values in turn.

Reads lines "name hex" from the file given; writes lines "name same|<difference> hex". The names are those of InteropSamples.cs.
"""
import struct
import sys

import msgpack

VALUES = {
    "nil": None,
    "true": True,
    "false": False,
    "integers": [0, 1, 127, 128, 255, 256, 65535, 65536, 4294967295, 4294967296, 9223372036854775807,
                 -1, -32, -33, -128, -129, -32768, -32769, -2147483648, -2147483649, -9223372036854775808],
    "unsigned": 18446744073709551615,
    "double": 1.1,
    "single": 1.5,
    "texts": ["", "a", "\u00e4\u20ac\U0001f600", "x" * 31, "x" * 32, "x" * 256, "x" * 65536],
    "bytes": [b"", b"\x00\xff", bytes(256), bytes(65536)],
    "map": {"a": 1, "b": -1, "c": 1000000},
    "numbers_as_keys": {1: "one", 300: "many"},
    "long_array": list(range(70000)),
    "record": {"Id": 7, "Name": "seven", "Tags": ["x", "y"], "Inner": {"Id": 8, "Name": None, "Tags": [], "Inner": None}},
    "places": [5, None, "five"],
    "union": [[0, [1.5]], [7, {"side": 3}], None],
    "timestamp": msgpack.Timestamp(1767225600, 0),
    "timestamp_with_fraction": msgpack.Timestamp(1767225600, 123456700),
    "timestamp_before_1970": msgpack.Timestamp(-62135596800, 0),
    "grid": [2, 3, [1, 2, 3, 4, 5, 6]],
    "block": msgpack.ExtType(2, b"\x0a" + struct.pack("<40d", *[i * 0.5 for i in range(40)])),
}


def main():
    for line in open(sys.argv[1], encoding="ascii"):
        name, message = line.split()
        found = msgpack.unpackb(bytes.fromhex(message), strict_map_key=False)
        expected = VALUES[name]
        verdict = "same" if found == expected and type(found) is type(expected) else "different:" + repr(found).replace(" ", "")[:200]
        print(name, verdict, msgpack.packb(expected, use_single_float=name == "single").hex())


main()
