// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5, 6), 6)))
input.foreachRDD { rdd =>
  val all = rdd.flatMap(x => (1 to (if (x == 1) 500 else 2)).map(i => x * 1000 + i))
  println(all.sortBy(x => x).count())
}
