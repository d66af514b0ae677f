// batches: 0  interval: 1000  master: local[2]
val numbers = sc.parallelize(Seq(1, 2, 3), 1)
def two(x: Int): Int = { if (x == 2) throw new RuntimeException("two"); x }
attempt { numbers.map(x => two(x)).collect() }
attempt { numbers.foreach(x => two(x)) }
attempt { numbers.reduce((a, b) => two(b)) }
attempt { println(numbers.map(x => two(x)).take(1).mkString(" ")) }
attempt { numbers.keyBy(x => two(x)).groupByKey().count() }
attempt { numbers.sortBy(x => two(x), true, 2) }
attempt { numbers.sortBy(x => two(x), true, 1) }
attempt { numbers.aggregate(0)((a, x) => two(x), (a, b) => math.max(a, b)) }
