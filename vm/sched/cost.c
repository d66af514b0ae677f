// SPDX-License-Identifier: MIT
#include "vm/sched/cost.h"

#include <stdlib.h>
#include <string.h>

#include "vm/base/random.h"

#define PS_PER_US INT64_C(1000000)
#define PS_PER_MS (1000 * PS_PER_US)
#define MILLION INT64_C(1000000)

/* So long no task takes; sums of times stay far from the end of an int64. */
#define LONGEST (TIME_S(86400) * 10000)

static SimTime limited(int64_t us)
{
    return us < LONGEST ? us : LONGEST;
}

/* Settings. */

typedef enum CostKind { TIME, BANDWIDTH, NUMBER } CostKind;

static const CostSetting settings[] = {
#define COST(field, kind, standard, measured, meaning) \
    {"sluice.cost." #field, #kind, standard, measured, meaning},
    COST_SETTINGS(COST)
#undef COST
};

enum { N_SETTINGS = sizeof settings / sizeof settings[0] };

const CostSetting *cost_settings(int *n)
{
    *n = N_SETTINGS;
    return settings;
}

/* A unit that may stand behind a number, and what one of it is. */
typedef struct Unit {
    const char *name;
    int64_t size;
} Unit;

static const Unit time_units[] = {{"", PS_PER_MS}, {"ns", 1000}, {"us", PS_PER_US},
    {"ms", PS_PER_MS}, {"s", 1000 * PS_PER_MS}, {NULL, 0}};
static const Unit byte_units[] = {{"", 1}, {"k", 1 << 10}, {"m", 1 << 20},
    {"g", 1 << 30}, {NULL, 0}};
static const Unit plain_units[] = {{"", MILLION}, {NULL, 0}};

static int64_t find_unit(const Unit *units, const char *name)
{
    for (; units->name != NULL; units++) {
        if (strcmp(units->name, name) == 0)
            return units->size;
    }
    return 0;
}

/* Reads digits, and up to six decimals, as millionths; NULL if there are none, or too
 * many of either. */
static const char *read_millionths(const char *at, int64_t *number)
{
    enum { MOST_DIGITS = 9, MOST_DECIMALS = 6 };
    int digits = 0;
    *number = 0;
    for (; *at >= '0' && *at <= '9'; at++, digits++)
        *number = *number * 10 + (*at - '0');
    int decimals = 0;
    if (*at == '.') {
        for (at++; *at >= '0' && *at <= '9'; at++, decimals++)
            *number = *number * 10 + (*at - '0');
        if (decimals == 0)
            return NULL;
    }
    if (digits == 0 || digits > MOST_DIGITS || decimals > MOST_DECIMALS)
        return NULL;
    for (; decimals < MOST_DECIMALS; decimals++)
        *number *= 10;
    return at;
}

/* a * b / 1,000,000, rounded down, for a, b >= 0; at most INT64_MAX. */
static int64_t times_millionths(int64_t a, int64_t b)
{
    int64_t whole = b / MILLION;
    int64_t part = b % MILLION;
    if (whole > 0 && a > INT64_MAX / 2 / whole)
        return INT64_MAX;
    return a * whole + a / MILLION * part + a % MILLION * part / MILLION;
}

static bool read_value(const char *text, const Unit *units, int64_t *value)
{
    int64_t number;
    const char *rest = read_millionths(text, &number);
    int64_t unit = rest != NULL ? find_unit(units, rest) : 0;
    if (unit == 0)
        return false;
    *value = times_millionths(unit, number);
    return *value != INT64_MAX;
}

static bool read_setting(const Conf *conf, const CostSetting *setting, CostKind kind,
    int64_t *value, Err *err)
{
    static const Unit *const units[] = {time_units, byte_units, plain_units};
    static const char *const wanted[] = {
        "a time such as 10ms, 2us or 0.5ns",
        "bytes a second such as 125m, or 0 if bytes take no time",
        "a number such as 0.1",
    };
    const char *profile = conf_get(conf, "sluice.cost.profile");
    const char *text = conf_get(conf, setting->name);
    if (text == NULL)
        text = profile != NULL && strcmp(profile, "measured") == 0 ? setting->measured
                                                                   : setting->standard;
    if (*text == '-')
        return err_set(err, ERR_ARGUMENT, "%s must not be negative, got %s",
            setting->name, text);
    if (!read_value(text, units[kind], value))
        return err_set(err, ERR_ARGUMENT, "%s wants %s, got \"%s\"", setting->name,
            wanted[kind], text);
    return true;
}

/* A setting that is one of two words. */
static bool read_word(const Conf *conf, const char *key, const char *standard,
    const char *other, bool *is_other, Err *err)
{
    const char *text = conf_get(conf, key);
    *is_other = text != NULL && strcmp(text, other) == 0;
    if (text == NULL || *is_other || strcmp(text, standard) == 0)
        return true;
    return err_set(err, ERR_ARGUMENT, "%s is %s or %s, got \"%s\"", key, standard,
        other, text);
}

static bool check_ranges(const CostModel *cost, Err *err)
{
    if (cost->noise > MILLION)
        return err_set(err, ERR_ARGUMENT, "sluice.cost.noise must be from 0 to 1");
    if (cost->stragglers > MILLION)
        return err_set(err, ERR_ARGUMENT, "sluice.cost.stragglers must be from 0 to 1");
    if (cost->slowdown < MILLION || cost->slowdown > 1000 * MILLION)
        return err_set(err, ERR_ARGUMENT,
            "sluice.cost.slowdown must be from 1 to 1000");
    return true;
}

bool cost_init(CostModel *cost, const Conf *conf, Err *err)
{
    bool measured;
    if (!read_word(conf, "sluice.cost", "records", "instructions", &cost->instructions,
            err) ||
        !read_word(conf, "sluice.cost.profile", "simple", "measured", &measured, err))
        return false;

    int at = 0;
#define COST(field, kind, standard, measured_value, meaning)           \
    if (!read_setting(conf, &settings[at++], kind, &cost->field, err)) \
        return false;
    COST_SETTINGS(COST)
#undef COST
    const char *seed = conf_get(conf, "sluice.seed");
    cost->seed = seed != NULL ? strtoull(seed, NULL, 10) : 0;
    return check_ranges(cost, err);
}

/* Noise. The library's exp may differ in its last digit from machine to machine. */

enum { ONE_BITS = 24 };
#define ONE (INT64_C(1) << ONE_BITS)

/* e^x, both in 2^-24ths, for -8 < x < 8: x is halved until the series of e^x needs few
 * terms, and the result squared as often. */
static int64_t exponential(int64_t x)
{
    enum { HALVINGS = 6, TERMS = 6 };
    int64_t small = x / (1 << HALVINGS);
    int64_t sum = ONE;
    int64_t term = ONE;
    for (int i = 1; i <= TERMS; i++) {
        term = term * small / ONE / i;
        sum += term;
    }
    for (int i = 0; i < HALVINGS; i++)
        sum = sum * sum / ONE;
    return sum;
}

/* Nearly normal, in 2^-24ths: twelve even draws from 0 to 1 add up to a bell around 6
 * with a standard deviation of 1. */
static int64_t draw_normal(Random *random)
{
    int64_t sum = -6 * ONE;
    for (int i = 0; i < 12; i++)
        sum += (int64_t)(random_bits(random) >> (64 - ONE_BITS));
    return sum;
}

static bool draw_straggler(const CostModel *cost, Random *random)
{
    return (int64_t)(random_bits(random) % (uint64_t)MILLION) < cost->stragglers;
}

/* What chance adds to a task that takes `us`: a factor whose logarithm is normal and
 * whose mean is 1, and for a straggler another one. */
static SimTime noise(const CostModel *cost, const CostInput *input, SimTime us)
{
    if (cost->noise == 0 && cost->stragglers == 0)
        return 0;
    Random random;
    uint64_t place = (uint64_t)input->stage << 32 | (uint32_t)input->partition;
    random_init(&random,
        cost->seed ^ place * UINT64_C(0x9E3779B97F4A7C15) ^
            (uint64_t)input->attempt * UINT64_C(0xD1B54A32D192ED03),
        "cost");
    int64_t deviation = cost->noise * ONE / MILLION;
    int64_t exponent =
        draw_normal(&random) * deviation / ONE - deviation * deviation / ONE / 2;
    int64_t factor = exponential(exponent) * MILLION / ONE;
    SimTime noisy = times_millionths(us, factor);
    if (draw_straggler(cost, &random))
        noisy = times_millionths(noisy, cost->slowdown);
    return limited(noisy) - us;
}

/* Parts. */

/* n times a cost. */
static SimTime times(int64_t n, int64_t cost_ps)
{
    return n == 0 ? 0 : limited(times_millionths(n, cost_ps));
}

static SimTime transfer(int64_t bytes, int64_t bandwidth)
{
    if (bandwidth == 0)
        return 0;
    int64_t seconds = bytes / bandwidth;
    int64_t rest = bytes % bandwidth;
    if (seconds > LONGEST / MILLION)
        return LONGEST;
    return seconds * MILLION +
        (rest > INT64_MAX / MILLION ? rest / (bandwidth / MILLION)
                                    : rest * MILLION / bandwidth);
}

static SimTime records_part(const CostModel *cost, const TaskResult *result)
{
    SimTime sum = times(result->read, cost->record);
    sum += times(result->combined, cost->combine);
    int64_t plain = 0; /* given to operators without a cost of their own */
    for (int i = 0; i < result->n_calls; i++) {
        const OpCalls *op = &result->calls[i];
        if (op->cost == COST_UNSET)
            plain += op->given;
        else if (op->given > 0 && op->cost > LONGEST / op->given)
            sum = LONGEST;
        else
            sum = limited(sum + op->given * op->cost);
    }
    return limited(sum + times(plain, cost->call));
}

static SimTime at_speed(SimTime us, double speed)
{
    if (us == 0 || speed == 1)
        return us;
    double scaled = (double)us / speed;
    return scaled < (double)LONGEST ? (SimTime)scaled : LONGEST;
}

CostParts cost_of_task(const CostModel *cost, const CostInput *input)
{
    const TaskResult *result = input->result;
    int64_t written = (int64_t)result->data.size;
    int64_t shuffled = result->fetched_bytes + (input->shuffled ? written : 0);
    int64_t plain = result->read_bytes + (input->shuffled ? 0 : written);
    for (int i = 0; i < result->n_kept; i++)
        plain += (int64_t)result->kept[i].data.size;

    CostParts parts = {
        .fixed = times(1, cost->task),
        .records = records_part(cost, result),
        .bytes = times(plain, cost->byte),
        .shuffle = transfer(shuffled, cost->shuffle),
        .network = transfer(input->remote_bytes, input->bandwidth),
        .instructions =
            cost->instructions ? times(result->instructions, cost->instruction) : 0,
        .open = cost_of_opening(cost, result->opened),
        .slept = result->slept,
    };
    SimTime computed = 0;
#define PART(field, scales)                                \
    if (scales) {                                          \
        parts.field = at_speed(parts.field, input->speed); \
        computed = limited(computed + parts.field);        \
    }
    COST_PARTS(PART)
#undef PART
    parts.noise = noise(cost, input, computed);
    return parts;
}

SimTime cost_total(const CostParts *parts)
{
    SimTime sum = 0;
#define PART(field, scales) sum += parts->field;
    COST_PARTS(PART)
#undef PART
    return sum;
}

SimTime cost_of_job(const CostModel *cost)
{
    return times(1, cost->job);
}

SimTime cost_of_launch(const CostModel *cost)
{
    return cost_of_job(cost) + times(1, cost->task);
}

SimTime cost_of_opening(const CostModel *cost, int64_t n)
{
    return times(n, cost->open);
}
