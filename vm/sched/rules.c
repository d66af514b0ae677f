// SPDX-License-Identifier: MIT
#include "vm/sched/rules.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "vm/sched/state_notes.h"

static bool read_unit(const Conf *conf, const char *key, SimTime standard, SimTime unit,
    SimTime *value, Err *err)
{
    return conf_get_time_us(conf, key, standard, unit, value, err) &&
        (*value >= 0 || err_set(err, ERR_ARGUMENT, "%s must not be negative", key));
}

static bool read_time(const Conf *conf, const char *key, SimTime standard,
    SimTime *value, Err *err)
{
    return read_unit(conf, key, standard, TIME_MS(1), value, err);
}

static bool read_locality(TaskRules *rules, const Conf *conf, Err *err)
{
    SimTime wait;
    return read_time(conf, "spark.locality.wait", TIME_S(3), &wait, err) &&
        read_time(conf, "spark.locality.wait.process", wait,
            &rules->locality_wait[LOCALITY_PROCESS], err) &&
        read_time(conf, "spark.locality.wait.node", wait,
            &rules->locality_wait[LOCALITY_NODE], err);
}

/* A number above 0. */
static bool read_number(const Conf *conf, const char *key, double standard,
    double *value, Err *err)
{
    const char *text = conf_get(conf, key);
    *value = standard;
    if (text == NULL)
        return true;
    char *end;
    *value = strtod(text, &end);
    return (end != text && *end == '\0' && isfinite(*value) && *value > 0) ||
        err_set(err, ERR_ARGUMENT, "%s must be a number above 0, got '%s'", key, text);
}

/* Spark: nothing is speculated in local mode. */
static bool read_speculation(TaskRules *rules, const Conf *conf, bool local, Err *err)
{
    if (!conf_get_bool(conf, "spark.speculation", false, &rules->speculates, err) ||
        !read_time(conf, "spark.speculation.interval", TIME_MS(100),
            &rules->speculation_interval, err) ||
        !read_time(conf, "spark.speculation.minTaskRuntime", TIME_MS(100),
            &rules->speculation_least, err) ||
        !read_number(conf, "spark.speculation.multiplier", 1.5,
            &rules->speculation_multiplier, err) ||
        !read_number(conf, "spark.speculation.quantile", 0.75,
            &rules->speculation_quantile, err))
        return false;
    if (rules->speculation_interval == 0)
        return err_set(err, ERR_ARGUMENT, "spark.speculation.interval must be above 0");
    rules->speculates = rules->speculates && !local;
    return true;
}

static bool read_network(TaskRules *rules, const Conf *conf, Err *err)
{
    SimTime heartbeat;
    SimTime wait;
    int64_t retries;
    if (!read_unit(conf, "spark.network.timeout", TIME_S(120), TIME_S(1),
            &rules->network_timeout, err) ||
        !read_time(conf, "spark.executor.heartbeatInterval", TIME_S(10), &heartbeat,
            err) ||
        !read_unit(conf, "spark.shuffle.io.retryWait", TIME_S(5), TIME_S(1), &wait,
            err) ||
        !conf_get_int(conf, "spark.shuffle.io.maxRetries", 3, &retries, err))
        return false;
    if (retries < 0 || retries > 1000)
        return err_set(err, ERR_ARGUMENT,
            "spark.shuffle.io.maxRetries must be from 0 to 1000, got %" PRId64,
            retries);
    rules->fetch_wait = retries * wait;
    return rules->network_timeout > heartbeat ||
        err_set(err, ERR_ARGUMENT,
            "requirement failed: The value of spark.network.timeout=%" PRId64
            "ms must be greater than the value of spark.executor.heartbeatInterval="
            "%" PRId64 "ms.",
            time_to_ms(rules->network_timeout), time_to_ms(heartbeat));
}

static bool read_named_keys(TaskRules *rules, const Conf *conf, Err *err)
{
    return conf_get_int(conf, "sluice.trace.keys", STATE_NOTES_DEFAULT,
               &rules->named_keys, err) &&
        (rules->named_keys >= 0 ||
            err_set(err, ERR_ARGUMENT,
                "sluice.trace.keys must not be negative, got %" PRId64,
                rules->named_keys));
}

bool task_rules_read(TaskRules *rules, const Conf *conf, bool local, Err *err)
{
    int64_t attempts;
    if (!read_locality(rules, conf, err) || !read_network(rules, conf, err) ||
        !read_speculation(rules, conf, local, err) ||
        !conf_get_bool(conf, "sluice.shortcuts", true, &rules->shortcuts, err) ||
        !read_named_keys(rules, conf, err) ||
        !conf_get_bool(conf, "sluice.provenance", false, &rules->follows, err) ||
        !conf_get_int(conf, "spark.stage.maxConsecutiveAttempts", 4, &attempts, err))
        return false;
    if (attempts < 1 || attempts > INT32_MAX)
        return err_set(err, ERR_ARGUMENT,
            "spark.stage.maxConsecutiveAttempts must be at least 1, got %" PRId64,
            attempts);
    rules->stage_attempts = (int)attempts;
    return true;
}
