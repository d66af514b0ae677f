// batches: 5  interval: 250  master: local[4]
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, Double)]](
  sc.parallelize(Seq[(Int, Double)](), 5),
  sc.parallelize(Seq[(Int, Double)](), 6),
  sc.parallelize(Seq[(Int, Double)]((6, 3.0), (-8, 1.5), (244, 2.2)), 6)), true)
val s2 = s1.map[(Int, Double)]({ case (k, v) => (k, v) })
val s3 = ssc.union(Seq(s1, s2, s1))
val s4 = s1.reduceByKey((a: Double, b: Double) => a + b)
s4.foreachRDD { (rdd, time) =>
  for (x <- rdd.partitionBy(new HashPartitioner(3)).collect()) println("  " + x)
}
s3.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(100)) println("  " + x)
}
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.sortByKey().reduceByKey((a: Double, b: Double) => b, 3).collect()) println("  " + x)
}
