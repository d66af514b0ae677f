// SPDX-License-Identifier: MIT
#include "vm/graph/coalesce.h"

#include "vm/base/check.h"
#include "vm/base/java_random.h"
#include "vm/base/mem.h"
#include "vm/graph/parts.h"

/* Where a partition lies: it is kept, or a shuffle that has run holds it, or it is made
 * of one that lies somewhere without a shuffle between. */

typedef struct Search {
    const RddSet *set;
    const BlockManager *blocks;
    int last_job;
    PartWalk walk;
} Search;

static bool is_kept(const Search *search, const Rdd *rdd, int partition)
{
    if (rdd->level == LEVEL_NONE)
        return false;
    const Block *block =
        blocks_find(search->blocks, (BlockId){BLOCK_RDD, rdd->id, partition});
    return block != NULL && block->job != search->last_job;
}

/* Whether a map task has written something for the partition. From so many partitions
 * on Spark does not look. */
static bool is_shuffled(const Search *search, const Shuffle *shuffle, int partition)
{
    enum { TOO_MANY = 1000 };
    int maps = rdds_get(search->set, shuffle->parent)->partitions;
    if (maps >= TOO_MANY || shuffle->partitioner->n >= TOO_MANY)
        return false;
    for (int i = 0; i < maps; i++) {
        BlockId id = {BLOCK_SHUFFLE, shuffle->id, i};
        const Block *output = blocks_find(search->blocks, id);
        if (output != NULL &&
            output->offsets[partition + 1] > output->offsets[partition])
            return true;
    }
    return false;
}

static WalkStep look_at(void *subject, const Rdd *rdd, int partition)
{
    const Search *search = subject;
    if (is_kept(search, rdd, partition))
        return WALK_END;
    if (rdd->checkpointed) /* its files lie nowhere in particular */
        return WALK_OVER;
    if (rdd->kind == RDD_BLOCKS)
        return WALK_END;
    if (rdd->kind == RDD_SHUFFLED)
        return is_shuffled(search, rdd->deps[0].shuffle, partition) ? WALK_END
                                                                    : WALK_OVER;
    return WALK_ON;
}

/* Dealing. */

typedef struct Dealer {
    int n; /* groups */
    int parts;
    bool *located; /* by partition */
    int n_located;
    int *group; /* by partition; -1: not dealt */
    int *order; /* partitions in the order in which they were dealt */
    int dealt;
    int *sizes; /* by group */
    JavaRandom random;
} Dealer;

static void deal(Dealer *dealer, int partition, int group)
{
    if (dealer->group[partition] >= 0)
        return;
    dealer->group[partition] = group;
    dealer->order[dealer->dealt++] = partition;
    dealer->sizes[group]++;
}

static int nth_located(const Dealer *dealer, int n)
{
    int at = 0;
    while (!dealer->located[at] || n-- > 0)
        at++;
    return at;
}

/* Neighbours go together: [i * parts / n, (i + 1) * parts / n). */
static void cut(Dealer *dealer)
{
    for (int i = 0; i < dealer->n; i++) {
        int64_t end = (int64_t)(i + 1) * dealer->parts / dealer->n;
        while (dealer->dealt < end)
            deal(dealer, dealer->dealt, i);
    }
}

/* Each group begins with a partition that lies somewhere, as long as there are any. */
static void begin_groups(Dealer *dealer)
{
    for (int i = 0; i < dealer->n; i++) {
        int n =
            i == 0 ? 0 : java_random_next_int_below(&dealer->random, dealer->n_located);
        deal(dealer, nth_located(dealer, n), i);
    }
    int group = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < dealer->parts; i++) {
            while (group < dealer->n && dealer->sizes[group] > 0)
                group++;
            if (group < dealer->n && dealer->located[i] == (pass == 0))
                deal(dealer, i, group);
        }
    }
}

static int smallest_group(const Dealer *dealer)
{
    int least = 0;
    for (int i = 1; i < dealer->n; i++) {
        if (dealer->sizes[i] < dealer->sizes[least])
            least = i;
    }
    return least;
}

/* The smaller of two groups that chance picks; one that lies on the right host, if it
 * is not too much larger. */
static int pick_group(Dealer *dealer, int partition)
{
    int first = java_random_next_int_below(&dealer->random, dealer->n);
    int second = java_random_next_int_below(&dealer->random, dealer->n);
    int group = dealer->sizes[first] < dealer->sizes[second] ? first : second;
    if (!dealer->located[partition])
        return group;
    int least = smallest_group(dealer);
    int slack = dealer->parts / 10;
    return dealer->sizes[group] + slack > dealer->sizes[least] ? least : group;
}

static void deal_all(Dealer *dealer)
{
    static const int64_t SEED = 7919;
    java_random_init(&dealer->random, SEED);
    begin_groups(dealer);
    for (int i = 0; i < dealer->parts; i++) {
        if (dealer->group[i] < 0)
            deal(dealer, i, pick_group(dealer, i));
    }
}

static void look(Dealer *dealer, Search *search, const Rdd *parent)
{
    for (int i = 0; i < dealer->parts; i++) {
        dealer->located[i] = part_walk(&search->walk, parent, i);
        dealer->n_located += dealer->located[i];
    }
}

/* The groups one after the other, and where each begins. */
static void hand_over(const Dealer *dealer, Rdd *rdd)
{
    rdd->parts = mem_alloc((size_t)(dealer->parts + 1) * sizeof *rdd->parts);
    rdd->part_starts =
        mem_zero_alloc((size_t)(dealer->n + 1) * sizeof *rdd->part_starts);
    int at = 0;
    for (int group = 0; group < dealer->n; group++) {
        rdd->part_starts[group] = at;
        for (int i = 0; i < dealer->dealt; i++) {
            if (dealer->group[dealer->order[i]] == group)
                rdd->parts[at++] = dealer->order[i];
        }
    }
    rdd->part_starts[dealer->n] = at;
}

static void settle_one(Search *search, Rdd *rdd)
{
    const Rdd *parent = rdds_get(search->set, rdd->deps[0].parent);
    size_t room = (size_t)parent->partitions + 1;
    Dealer dealer = {.n = rdd->partitions,
        .parts = parent->partitions,
        .located = mem_zero_alloc(room * sizeof *dealer.located),
        .group = mem_alloc(room * sizeof *dealer.group),
        .order = mem_alloc(room * sizeof *dealer.order),
        .sizes = mem_zero_alloc(room * sizeof *dealer.sizes)};
    for (int i = 0; i < dealer.parts; i++)
        dealer.group[i] = -1;

    look(&dealer, search, parent);
    if (dealer.n_located == 0)
        cut(&dealer);
    else
        deal_all(&dealer);
    hand_over(&dealer, rdd);
    mem_free(dealer.located);
    mem_free(dealer.group);
    mem_free(dealer.order);
    mem_free(dealer.sizes);
}

/* Parents first: what they are made of says where they lie. */
static void settle(Search *search, RddSet *set, RddId id)
{
    Rdd *rdd = rdds_get(set, id);
    if (rdd_is_seen(set, rdd))
        return;
    for (int i = 0; i < rdd->n_deps; i++)
        settle(search, set, rdd->deps[i].parent);
    if (rdd->kind != RDD_COALESCED || rdd->parts != NULL || rdd->checkpointed)
        return;
    settle_one(search, rdd);
    set->unsettled--;
}

void rdds_settle(RddSet *set, RddId id, const BlockManager *blocks, int last_job)
{
    if (set->unsettled == 0)
        return;
    Search search = {.set = set, .blocks = blocks, .last_job = last_job};
    search.walk = (PartWalk){.set = set, .visit = look_at, .subject = &search};
    rdds_begin_walk(set);
    settle(&search, set, id);
    part_walk_free(&search.walk);
}

const int *rdd_coalesced_parts(const Rdd *rdd, int index, int *count)
{
    CHECK(rdd->kind == RDD_COALESCED && rdd->parts != NULL);
    *count = rdd->part_starts[index + 1] - rdd->part_starts[index];
    return rdd->parts + rdd->part_starts[index];
}
