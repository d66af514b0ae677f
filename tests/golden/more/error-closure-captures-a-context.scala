// batches: 0  interval: 1000  master: local[2]
val numbers = sc.parallelize(Seq(1, 2), 2)
attempt { numbers.map(x => sc.defaultParallelism + x) }
attempt { numbers.foreach(x => ssc.remember(Seconds(x))) }
attempt { numbers.filter(x => sc != null && x > 1) }
