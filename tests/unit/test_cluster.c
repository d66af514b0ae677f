/* tests/unit/test_cluster.c -- masters, and cores given out and taken back. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/sched/cluster.h"

static int cores_of(const char *master, const Conf *conf)
{
    Cluster cluster;
    Err err;
    if (!cluster_init(&cluster, master, conf, &err))
        return -1;
    int cores = cluster_total_cores(&cluster);
    assert_int_equal(cluster.n_executors, 1);
    assert_int_equal(cluster.n_free, cores);
    cluster_free(&cluster);
    return cores;
}

static void test_masters_say_how_many_cores_there_are(void **state)
{
    (void)state;
    Conf conf = {0};
    assert_int_equal(cores_of("local", &conf), 1);
    assert_int_equal(cores_of("local[1]", &conf), 1);
    assert_int_equal(cores_of("local[2]", &conf), 2);
    assert_int_equal(cores_of("local[16,4]", &conf), 16);
    assert_int_equal(cores_of("local[*]", &conf), 4);
    conf_set(&conf, "sluice.cluster.cores", "6");
    assert_int_equal(cores_of("local[*]", &conf), 6);
    assert_int_equal(cores_of("local[3]", &conf), 3);
    conf_free(&conf);
}

static void test_other_masters_are_refused_by_name(void **state)
{
    (void)state;
    static const char *const masters[] = {"", "local[", "local[]", "local[0]",
        "local[-1]", "local[2", "local[2]x", "local[two]", "local[2,]", "local[2,0]",
        "local[99999]", "localhost", "Local[2]", "yarn", "spark://host:7077"};
    Conf conf = {0};
    for (size_t i = 0; i < sizeof masters / sizeof masters[0]; i++) {
        Cluster cluster;
        Err err;
        assert_false(cluster_init(&cluster, masters[i], &conf, &err));
        assert_int_equal(err.code, ERR_SPARK);
        assert_non_null(strstr(err.message, "Could not parse Master URL: '"));
        assert_non_null(strstr(err.message, masters[i]));
        assert_non_null(strstr(err.message, "local[N]"));
    }
    conf_free(&conf);
}

static void test_a_setting_that_is_no_number_is_named(void **state)
{
    (void)state;
    Conf conf = {0};
    Cluster cluster;
    Err err;
    conf_set(&conf, "sluice.cluster.cores", "many");
    assert_false(cluster_init(&cluster, "local[*]", &conf, &err));
    assert_int_equal(err.code, ERR_ARGUMENT);
    assert_non_null(strstr(err.message, "sluice.cluster.cores"));
    conf_free(&conf);
}

static void test_the_lowest_free_core_is_given_out_first(void **state)
{
    (void)state;
    Conf conf = {0};
    Cluster cluster;
    Err err;
    assert_true(cluster_init(&cluster, "local[3]", &conf, &err));
    CoreId cores[3];
    CoreId more;
    for (int i = 0; i < 3; i++) {
        assert_true(cluster_take(&cluster, &cores[i]));
        assert_int_equal(cores[i].executor, 0);
        assert_int_equal(cores[i].core, i);
    }
    assert_false(cluster_take(&cluster, &more));

    cluster_release(&cluster, cores[2]);
    cluster_release(&cluster, cores[0]);
    assert_int_equal(cluster.n_free, 2);
    assert_true(cluster_take(&cluster, &more));
    assert_int_equal(more.core, 0);
    assert_true(cluster_take(&cluster, &more));
    assert_int_equal(more.core, 2);
    assert_false(cluster_take(&cluster, &more));
    cluster_free(&cluster);
    conf_free(&conf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_masters_say_how_many_cores_there_are),
        cmocka_unit_test(test_other_masters_are_refused_by_name),
        cmocka_unit_test(test_a_setting_that_is_no_number_is_named),
        cmocka_unit_test(test_the_lowest_free_core_is_given_out_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
