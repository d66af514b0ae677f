// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  val indexed = rdd.zipWithIndex()
  println("made")
  println(indexed.count())
  println(rdd.zipWithUniqueId().count())
  println(rdd.coalesce(1).zipWithIndex().count())
  println(rdd.map(x => (x, x)).sortByKey().zipWithIndex().count())
}
