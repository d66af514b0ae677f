// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  println(rdd.distinct().count() + "\t" + rdd.distinct(4).count())
  val parts = rdd.map(x => (x, 1)).partitionBy(new HashPartitioner(3))
  println(parts.distinct().count() + "\t" + parts.distinct(2).count())
}
