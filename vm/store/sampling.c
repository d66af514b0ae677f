/* vm/store/sampling.c -- which records a sample takes. */
// SPDX-License-Identifier: MIT
#include <limits.h>
#include <math.h>

#include "vm/base/mem.h"
#include "vm/store/record.h"
#include "vm/store/sampling.h"
#include "vm/store/text.h"

/* Up to this fraction it is cheaper to draw how many records to pass over than to draw
 * for each record. */
static const double MAX_GAP_FRACTION = 0.4;

/* The least number whose logarithm is taken. */
static const double EPSILON = 5e-11;

static bool refuse(Err *err, const char *before, double fraction, const char *after)
{
    Buffer text = {0};
    text_append_double(&text, fraction);
    err_set(err, ERR_ARGUMENT, "requirement failed: %s%s%s", before, buffer_text(&text),
        after);
    buffer_free(&text);
    return false;
}

bool sampling_check(bool replace, double fraction, Err *err)
{
    static const double SLOP = 1e-6;
    if (!(fraction >= 0))
        return refuse(err, "Fraction must be nonnegative, but got ", fraction, "");
    if (!replace && fraction > 1 + SLOP)
        return refuse(err, "Sampling fraction (", fraction,
            ") must be on interval [0, 1]");

    return true;
}

bool sampling_check_weights(const double *weights, int n, Err *err)
{
    bool good = true;
    double sum = 0;
    Buffer text = {0};
    for (int i = 0; i < n; i++) {
        good = good && weights[i] >= 0;
        sum += weights[i];
        buffer_append_string(&text, i > 0 ? "," : "");
        text_append_double(&text, weights[i]);
    }
    const char *fault = !good ? "Weights must be nonnegative"
        : sum > 0             ? NULL
                              : "Sum of weights must be positive";
    if (fault != NULL)
        err_set(err, ERR_ARGUMENT, "requirement failed: %s, but got [%s]", fault,
            buffer_text(&text));
    buffer_free(&text);
    return fault == NULL;
}

/* With replacement: so many standard deviations more of a Poisson number. Without: an
 * upper bound of a binomial one. */
double sampling_fraction(int64_t wanted, int64_t count, bool replace)
{
    static const double LEAST = 1e-10;
    static const double RISK = 1e-4;
    double size = (double)wanted;
    double total = (double)count;
    if (replace) {
        double deviations = size < 6 ? 12 : size < 16 ? 9 : 6;
        return fmax(size + deviations * sqrt(size), LEAST) / total;
    }
    double share = size / total;
    double gamma = -log(RISK) / total;
    return fmin(1,
        fmax(LEAST, share + gamma + sqrt(gamma * gamma + 2 * gamma * share)));
}

int64_t sampling_seed(int64_t seed, int partition)
{
    JavaRandom random;
    java_random_init(&random, seed);
    for (int i = 0; i < partition; i++)
        java_random_next_long(&random);

    return java_random_next_long(&random);
}

void sampler_init(Sampler *sampler, bool replace, double fraction, int64_t seed)
{
    *sampler = (Sampler){.replace = replace, .fraction = fraction, .to_drop = -1};
    if (replace && fraction > MAX_GAP_FRACTION)
        well_init(&sampler->well, seed);
    else
        java_random_init_xorshift(&sampler->random, seed);
}

void sampler_init_poisson(Sampler *sampler, double mean, int64_t seed)
{
    *sampler = (Sampler){.is_poisson = true, .replace = true, .fraction = mean};
    well_init(&sampler->well, seed);
}

void sampler_init_cell(Sampler *sampler, double low, double high, int64_t seed)
{
    *sampler = (Sampler){.is_cell = true, .low = low, .high = high};
    java_random_init_xorshift(&sampler->random, seed);
}

/* An empty cell draws nothing. */
static int next_of_cell(Sampler *sampler)
{
    if (sampler->high - sampler->low <= 0)
        return 0;
    double unit = java_random_next_double(&sampler->random);
    return unit >= sampler->low && unit < sampler->high;
}

/* Java's (int) of a double that is 0 or more. */
static int to_int(double value)
{
    return value < INT_MAX ? (int)value : INT_MAX;
}

/* Draws how many records are passed over. `scale` is the logarithm of the chance that a
 * record is. */
static void draw_gap(Sampler *sampler, double scale)
{
    double chance = fmax(java_random_next_double(&sampler->random), EPSILON);
    sampler->to_drop = to_int(log(chance) / scale);
}

/* A Poisson number that is known to be 1 or more. */
static int draw_copies(Sampler *sampler)
{
    double none = exp(-sampler->fraction);
    double left = none + (1 - none) * java_random_next_double(&sampler->random);
    int copies = 0;
    do {
        copies++;
        left *= java_random_next_double(&sampler->random);
    } while (left > none);
    return copies;
}

static int next_by_gaps(Sampler *sampler)
{
    double scale = sampler->replace ? -sampler->fraction : log1p(-sampler->fraction);
    if (sampler->to_drop < 0)
        draw_gap(sampler, scale);
    if (sampler->to_drop > 0) {
        sampler->to_drop--;
        return 0;
    }
    int copies = sampler->replace ? draw_copies(sampler) : 1;
    draw_gap(sampler, scale);
    return copies;
}

/* Knuth's way, for a mean below SAMPLING_MAX_MEAN. */
static int draw_poisson(Well *well, double mean)
{
    double end = exp(-mean);
    double product = 1;
    int number = 0;
    for (; number < 1000 * mean; number++) {
        product *= well_next_double(well);
        if (product < end)
            break;
    }
    return number;
}

/* The sum of Poisson numbers is one of the sum of their means. */
static int next_poisson(Sampler *sampler)
{
    double mean = sampler->fraction;
    int64_t copies = 0;
    if (mean >= INT_MAX)
        return INT_MAX;

    for (; mean >= SAMPLING_MAX_MEAN && copies < INT_MAX; mean -= SAMPLING_MAX_MEAN / 2)
        copies += draw_poisson(&sampler->well, SAMPLING_MAX_MEAN / 2);
    copies += draw_poisson(&sampler->well, mean);
    return copies < INT_MAX ? (int)copies : INT_MAX;
}

int sampler_next(Sampler *sampler)
{
    if (sampler->is_cell)
        return next_of_cell(sampler);
    if (sampler->is_poisson)
        return next_poisson(sampler);
    if (sampler->fraction <= 0)
        return 0;
    if (!sampler->replace && sampler->fraction >= 1)
        return 1;
    if (sampler->fraction <= MAX_GAP_FRACTION)
        return next_by_gaps(sampler);
    if (sampler->replace)
        return next_poisson(sampler);

    return java_random_next_double(&sampler->random) <= sampler->fraction;
}

void reservoir_init(Reservoir *reservoir, int wanted, int64_t seed)
{
    *reservoir = (Reservoir){.wanted = wanted};
    java_random_init_xorshift(&reservoir->random, seed);
}

void reservoir_free(Reservoir *reservoir)
{
    buffer_free(&reservoir->bytes);
    mem_free(reservoir->starts);
    *reservoir = (Reservoir){0};
}

/* Where the next record goes: a new place, or one that the chance has picked, so that
 * the n-th record comes in with a chance of wanted / n; -1: nowhere. */
static int draw_place(Reservoir *reservoir)
{
    if (reservoir->held < reservoir->wanted)
        return reservoir->held++;

    double unit = java_random_next_double(&reservoir->random);
    int64_t place = (int64_t)(unit * (double)reservoir->count);
    return place < reservoir->wanted ? (int)place : -1;
}

/* A record that is replaced stays in the buffer: of n records about
 * wanted * (1 + log(n / wanted)) come in. */
void reservoir_add(Reservoir *reservoir, const char *record)
{
    reservoir->count++;
    int place = draw_place(reservoir);
    if (place < 0)
        return;

    reservoir->starts = mem_grow(reservoir->starts, &reservoir->capacity,
        reservoir->held, sizeof *reservoir->starts);
    reservoir->starts[place] = reservoir->bytes.size;
    buffer_append(&reservoir->bytes, record, (size_t)(record_next(record) - record));
}

void reservoir_append(const Reservoir *reservoir, Buffer *out)
{
    for (int i = 0; i < reservoir->held; i++) {
        const char *record = reservoir->bytes.data + reservoir->starts[i];
        buffer_append(out, record, (size_t)(record_next(record) - record));
    }
}
