// batches: 5  interval: 500  master: local[3]
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, Boolean)]](
  sc.parallelize(Seq[(Int, Boolean)](), 3),
  sc.parallelize(Seq[(Int, Boolean)]((138, true), (86, true), (6, false), (8, true), (3, false), (3, true), (2, false), (1, true), (11, false), (3, false), (6, true), (3, false)), 4),
  sc.parallelize(Seq[(Int, Boolean)]((2, true), (7, false)), 2),
  sc.parallelize(Seq[(Int, Boolean)](), 3),
  sc.parallelize(Seq[(Int, Boolean)]((376, true), (-3, false)), 5)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[Boolean]](
  sc.parallelize(Seq[Boolean](true, true, true, false, true, true), 1),
  sc.parallelize(Seq[Boolean](true, true, true), 3),
  sc.parallelize(Seq[Boolean](false), 6),
  sc.parallelize(Seq[Boolean](true, false), 4),
  sc.parallelize(Seq[Boolean](true, false, false), 5)), true)
val s3 = s1.flatMapValues[Int]((v: Boolean) => List[Int]((2 - (if (v) 1 else 0))))
s3.cache()
val s4 = s3.reduce((a: (Int, Int), b: (Int, Int)) => (math.max(a._1, b._1), a._2 + b._2))
val s5 = s3.flatMapValues[String]((v: Int) => List[String]("k" + v, "k" + v))
val s6 = s5.transform[Int]((rdd: RDD[(Int, String)]) => rdd.reduceByKey((a: String, b: String) => (if (a < b) a else b)).keys)
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.filter((x: Int) => x > 5).collect()) println("  " + x)
}
s4.print(100)
s2.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(1)) println("  " + x)
}
