// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2), 1)))
var kept: RDD[Int] = null
input.foreachRDD(rdd => kept = rdd)
val numbers = sc.parallelize(Seq(1, 2), 1)
await()
println(kept.count())
ssc.stop()
attempt { sc.parallelize(Seq(1), 1) }
attempt { kept.count() }
attempt { numbers.map(x => x) }
attempt { numbers.cache().collect() }
attempt { sc.longAccumulator("late") }
attempt { sc.broadcast(Array(1)) }
attempt { input.map(x => x) }
attempt { new StreamingContext(sc, Seconds(1)) }
attempt { sc.stop() }
