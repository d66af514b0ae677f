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

static void open_cluster(Cluster *cluster, const char *master, const char *key,
    const char *value)
{
    Conf conf = {0};
    if (key != NULL)
        conf_set(&conf, key, value);
    Err err;
    assert_true(cluster_init(cluster, master, &conf, &err));
    conf_free(&conf);
}

static void check_take(Cluster *cluster, int executor, int core)
{
    CoreId taken;
    assert_true(cluster_take(cluster, &taken));
    assert_int_equal(taken.executor, executor);
    assert_int_equal(taken.core, core);
}

static void test_a_cluster_has_executors_on_nodes(void **state)
{
    (void)state;
    Cluster cluster;
    open_cluster(&cluster, "local-cluster[3,2,512]", NULL, NULL);
    assert_int_equal(cluster_total_cores(&cluster), 6);
    assert_int_equal(cluster.memory, 512 << 20);
    assert_int_equal(cluster.task_failures, 4);
    assert_string_equal(cluster.executors[2].id, "2");
    assert_string_equal(cluster.executors[2].host, "node-2");
    cluster_free(&cluster);

    open_cluster(&cluster, "local-cluster[5,1,512]", "sluice.cluster.nodes", "2");
    static const char *const hosts[] = {"node-0", "node-1", "node-0", "node-1",
        "node-0", "node-1"};
    assert_int_equal(cluster_add(&cluster), 5);
    for (int i = 0; i < 6; i++)
        assert_string_equal(cluster.executors[i].host, hosts[i]);
    cluster_free(&cluster);
}

static void test_executors_give_cores_in_turn(void **state)
{
    (void)state;
    Cluster cluster;
    CoreId core;
    open_cluster(&cluster, "local-cluster[3,2,512]", NULL, NULL);
    check_take(&cluster, 0, 0);
    check_take(&cluster, 1, 0);
    cluster_release(&cluster, (CoreId){0, 0});
    check_take(&cluster, 2, 0);
    check_take(&cluster, 0, 0);
    check_take(&cluster, 1, 1);
    check_take(&cluster, 2, 1);
    check_take(&cluster, 0, 1);
    assert_false(cluster_take(&cluster, &core));
    cluster_release(&cluster, (CoreId){2, 1});
    check_take(&cluster, 2, 1);
    cluster_free(&cluster);
}

static void test_a_lost_executor_gives_no_core(void **state)
{
    (void)state;
    Cluster cluster;
    CoreId core;
    open_cluster(&cluster, "local-cluster[2,2,512]", NULL, NULL);
    check_take(&cluster, 0, 0);
    check_take(&cluster, 1, 0);
    cluster_lose(&cluster, 0);
    assert_int_equal(cluster.n_free, 1);
    assert_int_equal(cluster_total_cores(&cluster), 2);
    cluster_release(&cluster, (CoreId){0, 0});
    assert_int_equal(cluster.n_free, 1);
    check_take(&cluster, 1, 1);
    assert_false(cluster_take(&cluster, &core));
    assert_int_equal(cluster_add(&cluster), 2);
    check_take(&cluster, 2, 0);
    cluster_free(&cluster);
}

/* More executors than bits in a word: the turn goes over all of them, and a set of
 * wanted ones is met wherever it begins. */
static void test_large_clusters(void **state)
{
    (void)state;
    Cluster cluster;
    open_cluster(&cluster, "local-cluster[200,70,512]", NULL, NULL);
    for (int round = 0; round < 70; round++) {
        for (int i = 0; i < 200; i++)
            check_take(&cluster, i, round);
    }
    assert_int_equal(cluster.n_free, 0);
    assert_int_equal(cluster_find_free(&cluster, 0, NULL, 0), -1);
    cluster_release(&cluster, (CoreId){130, 66});
    cluster_release(&cluster, (CoreId){64, 3});
    assert_int_equal(cluster_find_free(&cluster, 0, NULL, 0), 64);
    assert_int_equal(cluster_find_free(&cluster, 65, NULL, 0), 130);
    assert_int_equal(cluster_find_free(&cluster, 131, NULL, 0), -1);
    const uint64_t wanted[] = {UINT64_MAX, 0, 1u << 2, UINT64_MAX};
    assert_int_equal(cluster_find_free(&cluster, 0, wanted, 4), 130);
    assert_int_equal(cluster_find_free(&cluster, 0, wanted, 2), -1);
    assert_int_equal(cluster_take_at(&cluster, 130).core, 66);
    check_take(&cluster, 64, 3);
    cluster_free(&cluster);
}

static void test_speeds_are_by_executor_and_change_by_node(void **state)
{
    (void)state;
    Cluster cluster;
    open_cluster(&cluster, "local-cluster[4,1,512]", "sluice.cluster.speeds",
        "1, 2 ,0.5");
    static const double speeds[] = {1, 2, 0.5, 0.5};
    for (int i = 0; i < 4; i++)
        assert_true(cluster.executors[i].speed == speeds[i]);
    cluster_slow_node(&cluster, 1, 4);
    assert_true(cluster.executors[1].speed == 0.5);
    assert_true(cluster.executors[0].speed == 1);
    cluster_slow_node(&cluster, 1, 1);
    assert_true(cluster.executors[1].speed == 2);
    cluster_slow_node(&cluster, 4, 2); /* of an executor that joins later */
    assert_true(cluster.executors[cluster_add(&cluster)].speed == 0.25);
    cluster_free(&cluster);
}

static void test_settings_that_cannot_be_used_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        const char *value;
    } cases[] = {{"sluice.cluster.speeds", "1,0"}, {"sluice.cluster.speeds", "1,"},
        {"sluice.cluster.speeds", "fast"}, {"sluice.cluster.speeds", "1;2"},
        {"sluice.cluster.speeds", "inf"}, {"sluice.cluster.speeds", ""},
        {"sluice.cluster.nodes", "-1"}, {"sluice.cluster.nodes", "99999"},
        {"sluice.cluster.bandwidth", "-5"}, {"spark.task.maxFailures", "0"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Cluster cluster;
        Conf conf = {0};
        Err err;
        conf_set(&conf, cases[i].key, cases[i].value);
        assert_false(cluster_init(&cluster, "local-cluster[2,1,512]", &conf, &err));
        assert_int_equal(err.code, ERR_ARGUMENT);
        assert_non_null(strstr(err.message, cases[i].key));
        conf_free(&conf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_masters_say_how_many_cores_there_are),
        cmocka_unit_test(test_other_masters_are_refused_by_name),
        cmocka_unit_test(test_a_setting_that_is_no_number_is_named),
        cmocka_unit_test(test_the_lowest_free_core_is_given_out_first),
        cmocka_unit_test(test_a_cluster_has_executors_on_nodes),
        cmocka_unit_test(test_executors_give_cores_in_turn),
        cmocka_unit_test(test_a_lost_executor_gives_no_core),
        cmocka_unit_test(test_large_clusters),
        cmocka_unit_test(test_speeds_are_by_executor_and_change_by_node),
        cmocka_unit_test(test_settings_that_cannot_be_used_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
