// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  println(rdd.repartition(2).count() + "\t" + rdd.coalesce(2).count())
  println(rdd.coalesce(5, true).count() + "\t" + rdd.coalesce(9).count())
  println(rdd.map(x => (x, x)).reduceByKey((a: Int, b: Int) => math.max(a, b), 4).coalesce(1).count())
}
