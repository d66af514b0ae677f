// batches: 9  interval: 250  master: local[4]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Long, Int)]](
  sc.parallelize(Seq[(Long, Int)]((14999999370L, 4), (8999999748L, 6)), 5),
  sc.parallelize(Seq[(Long, Int)]((16999999244L, 0)), 4),
  sc.parallelize(Seq[(Long, Int)]((13999999433L, 7), (5000000000L, 8), (9999999685L, 370)), 4),
  sc.parallelize(Seq[(Long, Int)]((8999999748L, 207), (11999999559L, 9), (9999999685L, 8), (9999999685L, 1)), 4),
  sc.parallelize(Seq[(Long, Int)]((9999999685L, 2), (9999999685L, -9), (10999999622L, 7), (13999999433L, 5)), 5),
  sc.parallelize(Seq[(Long, Int)](), 3),
  sc.parallelize(Seq[(Long, Int)](), 3),
  sc.parallelize(Seq[(Long, Int)](), 4)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[List[String]]](
  sc.parallelize(Seq[List[String]](List("AaBB"), List("", "BB")), 1),
  sc.parallelize(Seq[List[String]](List("to be")), 1),
  sc.parallelize(Seq[List[String]](List("Aa")), 4),
  sc.parallelize(Seq[List[String]](List(null, "the"), List("水", "été")), 3),
  sc.parallelize(Seq[List[String]](List(), List()), 1),
  sc.parallelize(Seq[List[String]](List("BBAa"), List(), List(), List(null, "opens")), 3),
  sc.parallelize(Seq[List[String]](List(), List("")), 3),
  sc.parallelize(Seq[List[String]](), 3)), true)
val s3 = s2.window(Milliseconds(250))
val s4 = s3.filter((x: List[String]) => x.size > 5)
val s5 = s4.reduce((a: List[String], b: List[String]) => a)
val s6 = s5.glom().map[(Int, String)]((x: Array[List[String]]) => ((2 - x.size), "k" + x.size))
val s7 = s6.countByWindow(Milliseconds(1000), Milliseconds(500))
s7.cache()
s7.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
s1.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
s2.print(3)
