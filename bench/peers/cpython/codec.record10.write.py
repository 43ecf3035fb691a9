"""A dataclass of ten members to bytes with pickle, protocol 5; nanoseconds."""

import codec

if __name__ == "__main__":
    codec.write(codec.RECORD)
