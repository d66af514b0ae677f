// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  println(rdd.count() + "\t" + rdd.first())
  println(rdd.collect().length + "\t" + rdd.take(4).length + "\t" + rdd.isEmpty())
  println(rdd.reduce(_ + _) + "\t" + rdd.fold(0)(_ + _))
  println(rdd.aggregate(0)(_ + _, _ + _))
  rdd.foreach(_ => ())
  rdd.foreachPartition(_ => ())
}
