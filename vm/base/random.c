/* vm/base/random.c -- seeded streams of random numbers. */
// SPDX-License-Identifier: MIT
#include <math.h>

#include "vm/base/check.h"
#include "vm/base/random.h"

static uint64_t splitmix(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* FNV-1a, 64 bits. */
static uint64_t purpose_hash(const char *purpose)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *purpose; purpose++)
        hash = (hash ^ (unsigned char)*purpose) * 0x100000001B3u;

    return hash;
}

void random_init(Random *random, uint64_t seed, const char *purpose)
{
    /* The seed is stirred before the purpose comes in, so that neighbouring seeds and
     * similar purposes cannot cancel each other out. */
    uint64_t state = seed;
    state = splitmix(&state) ^ purpose_hash(purpose);
    for (int i = 0; i < 4; i++)
        random->state[i] = splitmix(&state);
}

static uint64_t rotate_left(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

uint64_t random_bits(Random *random)
{
    uint64_t *s = random->state;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

double random_unit(Random *random)
{
    return (double)(random_bits(random) >> 11) * 0x1p-53;
}

/* -log2(bits / 2^64) for bits > 0, found one binary digit at a time: squaring a number
 * in [1, 2) doubles its logarithm. The C library's log may differ in its last digit
 * from machine to machine; this is integers only, and good to about 2^-28. */
static double minus_log2(uint64_t bits)
{
    int whole = 0;
    for (; !(bits >> 63); bits <<= 1)
        whole++;

    uint64_t x = bits >> 32; /* in [2^31, 2^32), stands for [1, 2) */
    uint32_t fraction = 0;
    for (int i = 0; i < 32; i++) {
        x = x * x >> 31;
        uint32_t digit = (uint32_t)(x >> 32);
        x >>= digit;
        fraction = fraction << 1 | digit;
    }
    return (double)(whole + 1) - (double)fraction * 0x1p-32;
}

double random_exponential(Random *random, double mean)
{
    CHECK(mean > 0);
    return mean * 0.69314718055994531 * minus_log2(random_bits(random) | 1);
}

/* The natural logarithm of x > 0, the same on every machine. */
static double logarithm(double x)
{
    int exponent;
    double half = frexp(x, &exponent); /* in [0.5, 1) */
    return 0.69314718055994531 *
        (exponent - minus_log2((uint64_t)ldexp(half, 53) << 11));
}

/* e^x for x <= 0, the same on every machine: a power of two, and a series for the rest.
 */
static double falling(double x)
{
    const double ln2 = 0.69314718055994531;
    double whole = floor(x / ln2 + 0.5);
    double rest = x - whole * ln2;
    double sum = 1;
    double term = 1;
    for (int i = 1; i <= 18; i++) {
        term *= rest / i;
        sum += term;
    }
    return whole < -1000 ? 0 : ldexp(sum, (int)whole);
}

/* Marsaglia's polar method; of its two numbers one is used. */
double random_normal(Random *random)
{
    double x;
    double square;
    do {
        double y = 2 * random_unit(random) - 1;
        x = 2 * random_unit(random) - 1;
        square = x * x + y * y;
    } while (square >= 1 || square == 0);
    return x * sqrt(-2 * logarithm(square) / square);
}

/* Marsaglia and Tsang, for a shape of 1 or more. */
static double draw_gamma(Random *random, double shape)
{
    double d = shape - 1.0 / 3;
    double c = 1 / sqrt(9 * d);
    for (;;) {
        double x = random_normal(random);
        double v = 1 + c * x;
        if (v <= 0)
            continue;
        v = v * v * v;
        if (-random_exponential(random, 1) < 0.5 * x * x + d * (1 - v + logarithm(v)))
            return d * v;
    }
}

/* A smaller shape is that of shape + 1 times a power of a uniform number; the power is
 * taken through an exponential number, as e^(-gap / shape). */
double random_gamma(Random *random, double mean, double deviation)
{
    CHECK(mean > 0 && deviation > 0);
    double shape = mean * mean / (deviation * deviation);
    double scale = mean / shape;
    if (shape >= 1)
        return scale * draw_gamma(random, shape);
    double gap = random_exponential(random, 1);
    return scale * draw_gamma(random, shape + 1) * falling(-gap / shape);
}
