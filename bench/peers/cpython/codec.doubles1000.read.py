"""An array of 1000 doubles from bytes with pickle, protocol 5; nanoseconds."""

import codec

if __name__ == "__main__":
    codec.read(codec.DOUBLES)
