// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1)), 1)))
attempt { input.reduceByKey((a: Int, b: Int) => math.max(a, b), 0) }
attempt { input.groupByKey(-1) }
attempt { input.repartition(0) }
attempt { input.join(input, -2) }
attempt { input.countByValue(-1) }
val records = sc.parallelize(Seq(("a", 1)), 1)
attempt { records.groupByKey(-1) }
attempt { records.repartition(-1) }
attempt { records.groupByKey(0).count() }
attempt { records.sortByKey(true, 0).count() }
attempt { records.distinct(0).count() }
attempt { sc.parallelize(Seq(1, 2), 0).count() }
attempt { sc.parallelize(Seq(1, 2), -1).getNumPartitions }
attempt { sc.range(0, 5, 0) }
input.foreachRDD(_ => ())
