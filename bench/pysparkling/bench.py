# bench/pysparkling/bench.py -- the works of bench/*_dstream.lua on pysparkling.
# SPDX-License-Identifier: MIT
#
# bench.py WORK ROUNDS [ARG]...: a round is a batch. Each ends with a line "round"; at
# last comes what the work has found. Batches are so short that the next one is due
# before one is done: then pysparkling begins it at once.
import sys

import pysparkling
from pysparkling.streaming import StreamingContext

INTERVAL = 0.0001  # seconds
TESTS = {
    "length": lambda line: len(line) > 49,
    "content": lambda line: "99" in line,
}


class Bench:
    def __init__(self, rounds, interval=INTERVAL):
        self.rounds = rounds
        self.done = 0
        self.sc = pysparkling.Context()
        self.ssc = StreamingContext(self.sc, interval)

    def end_round(self):
        """Whether it was the last one."""
        print("round", flush=True)
        self.done += 1
        return self.done == self.rounds

    def run(self):
        self.ssc.start()
        self.ssc.awaitTermination()

    def finish(self, found):
        print(found, flush=True)
        self.ssc.stop()

    def print_counts(self, inputs):
        """Word count of RDDs of lines, printed; then what the last one has found."""
        counts = (
            self.ssc.queueStream(inputs)
            .flatMap(lambda line: line.split(" "))
            .map(lambda word: (word, 1))
            .reduceByKey(lambda a, b: a + b)
        )
        counts.pprint()

        def end(rdd):
            if self.done < self.rounds and self.end_round():
                self.finish(tally(rdd.collect()))

        counts.foreachRDD(end)
        self.run()


def tally(counts):
    """What bench/text.lua calls a tally."""
    words = distinct = total = 0
    for word, count in counts:
        value = 0
        for byte in word.encode("utf-8"):
            value = (value * 31 + byte) & 0x7FFFFFFF
        words += count
        distinct += 1
        total = (total + value * count) & 0x7FFFFFFF
    return f"{words} {distinct} {total}"


def count(rounds, path):
    bench = Bench(rounds)
    bench.print_counts([bench.sc.textFile(path, 2) for _ in range(rounds)])


def tiny(rounds):
    bench = Bench(rounds)
    lines = [
        "the river rises in the hills and runs to",
        "the sea and the sea gives it back to the clouds",
    ]
    bench.print_counts([bench.sc.parallelize(lines, 2)] * rounds)


def start(rounds):
    bench = Bench(rounds)
    bench.print_counts([bench.sc.parallelize(["to be or not to be"], 2)])


def keep(rounds, test):
    bench = Bench(rounds)
    lines = [
        f"{i:08d} quick brown foxes jump over "
        + ("the lazy dog" if i % 3 == 0 else "two lazy dogs")
        for i in range(1000000)
    ]
    batches = [bench.sc.parallelize(lines, 2)] * rounds

    def end(rdd):
        if bench.done < bench.rounds:
            left = rdd.count()
            if bench.end_round():
                bench.finish(left)

    bench.ssc.queueStream(batches).filter(TESTS[test]).foreachRDD(end)
    bench.run()


def record(j, first, keys):
    """What bench/keyed.lua calls a record."""
    return f"k{first + j * 7919 % keys}", j % 97 + 1


def check(pair):
    return int(pair[0][1:]) * pair[1] % 1000003


class Keyed:
    """The records of bench/keyed.lua."""

    def __init__(self, bench, workload, keys):
        self.bench = bench
        self.keys = keys
        few = 10 if keys < 100000 else 1
        self.values = 100 if workload == "updateAll" else few

    def stream(self, inputs):
        batches = [inputs[i % len(inputs)] for i in range(self.bench.rounds)]
        return self.bench.ssc.queueStream(batches)

    def input(self, first, n, values):
        records = [record(j, first, n) for j in range(n * values)]
        return self.bench.sc.parallelize(records, 2)

    def whole(self, values=None):
        return self.stream([self.input(0, self.keys, values or self.values)])

    def quarters(self):
        n = self.keys // 4
        return self.stream([self.input(i * n, n, self.values) for i in range(4)])


def add_to_state(values, state):
    return (state or 0) + sum(values)


KEYED = {
    "groupByKey": lambda data: data.whole().groupByKey().mapValues(sum),
    "join": lambda data: data.whole().join(data.whole(1)).mapValues(sum),
    "updateStateByKey": lambda data: data.quarters().updateStateByKey(add_to_state),
    "updateAll": lambda data: data.whole().updateStateByKey(add_to_state),
}


def keyed(rounds, workload, keys, _folder):
    bench = Bench(rounds)
    result = KEYED[workload](Keyed(bench, workload, keys))

    def end(rdd):
        if bench.done < bench.rounds:
            number = rdd.count()
            if bench.end_round():
                bench.finish(f"{number} {rdd.map(check).sum()}")

    result.foreachRDD(end)
    bench.run()


def tcp(port, lines):
    bench = Bench(0, 1)
    counted = 0

    def end(rdd):
        nonlocal counted
        counted += rdd.count()
        if counted >= lines:
            bench.finish(counted)

    bench.ssc.socketTextStream("127.0.0.1", port).foreachRDD(end)
    bench.run()


WORKS = {
    "count": count,
    "filter": keep,
    "keyed": keyed,
    "tiny": tiny,
    "start": start,
    "tcp": tcp,
}


def main(work, number, *rest):
    WORKS[work](int(number), *(int(one) if one.isdigit() else one for one in rest))


main(*sys.argv[1:])
