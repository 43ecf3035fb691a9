"""A dict of 100 strings and ints from bytes with pickle, protocol 5; nanoseconds."""

import codec

if __name__ == "__main__":
    codec.read(codec.MAP)
