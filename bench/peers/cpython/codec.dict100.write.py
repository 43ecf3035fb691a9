"""A dict of 100 strings and ints to bytes with pickle, protocol 5; nanoseconds."""

import codec

if __name__ == "__main__":
    codec.write(codec.MAP)
