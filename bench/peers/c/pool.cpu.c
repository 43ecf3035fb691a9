// SHA-256 work done alone and by a pool of two workers; how many times faster the pool is.
#include "pool.h"

#define TASKS 32
#define BLOCK_BYTES 16384

static int s_rounds = 1; // hashes per task, so that a task takes milliseconds

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

#define ROTATE(x, n) (((x) >> (n)) | ((x) << (32 - (n))))

static void compress(uint32_t state[8], const uint8_t *block)
{
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++)
    {
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    }
    for (int i = 16; i < 64; i++)
    {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (ROTATE(a, 7) ^ ROTATE(a, 18) ^ (a >> 3)) + (ROTATE(b, 17) ^ ROTATE(b, 19) ^ (b >> 10));
    }
    memcpy(v, state, sizeof v);
    for (int i = 0; i < 64; i++)
    {
        uint32_t e = v[4], a = v[0];
        uint32_t t1 = v[7] + (ROTATE(e, 6) ^ ROTATE(e, 11) ^ ROTATE(e, 25)) + ((e & v[5]) ^ (~e & v[6])) + K[i] + w[i];
        uint32_t t2 = (ROTATE(a, 2) ^ ROTATE(a, 13) ^ ROTATE(a, 22)) + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++)
    {
        state[i] += v[i];
    }
}

// SHA-256 of a whole number of blocks, up to the padding block, which costs nothing worth measuring.
static int32_t hash_task(int32_t seed)
{
    static uint8_t data[BLOCK_BYTES];
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    memcpy(data, &seed, sizeof seed);
    for (int round = 0; round < s_rounds; round++)
    {
        for (size_t at = 0; at < sizeof data; at += 64)
        {
            compress(state, data + at);
        }
    }
    return (int32_t)state[0];
}

static double alone(void)
{
    double start = now_seconds();
    volatile int32_t sink = 0;
    for (int32_t i = 0; i < TASKS; i++)
    {
        sink ^= hash_task(i);
    }
    return now_seconds() - start;
}

// One task in flight at each worker: the tasks are long enough for nothing more to be needed.
static double pooled(void)
{
    double start = now_seconds();
    int32_t task = 0, result;
    for (; task < TASKS; task += WORKERS)
    {
        for (int i = 0; i < WORKERS; i++)
        {
            int32_t seed = task + i;
            write_all(s_workers[i].fd, &seed, sizeof seed);
        }
        for (int i = 0; i < WORKERS; i++)
        {
            if (!read_all(s_workers[i].fd, &result, sizeof result))
            {
                die("result");
            }
        }
    }
    return now_seconds() - start;
}

int main(void)
{
    double seconds = alone();
    s_rounds = (int)(0.3 / seconds) + 1;
    pool_start(hash_task);
    pooled();
    double serial = alone();
    double parallel = pooled();
    double serial_again = alone();
    pool_stop();
    report((serial + serial_again) / 2 / parallel);
    return 0;
}
