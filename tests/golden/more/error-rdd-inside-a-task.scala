// batches: 0  interval: 1000  master: local[2]
val numbers = sc.parallelize(Seq(1, 2), 1)
val other = sc.parallelize(Seq(3, 4), 1)
attempt { numbers.map(x => other.count() + x).collect() }
attempt { numbers.map(x => other.map(y => y).getNumPartitions).collect() }
