// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1), 1)))
val other = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(2), 1)))
attempt { input.map(x => other.toString + x) }
input.foreachRDD { rdd =>
  attempt { rdd.map(x => other.toString + x).count() }
}
