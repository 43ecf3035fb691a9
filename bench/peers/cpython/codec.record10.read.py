"""A dataclass of ten members from bytes with pickle, protocol 5; nanoseconds."""

import codec

if __name__ == "__main__":
    codec.read(codec.RECORD)
