// batches: 5  interval: 250  master: local[2]  conf spark.default.parallelism=5
val rdd1 = sc.parallelize(Seq[((Long, Int), Int)](((11999999559L, 201), 7), ((7999999811L, 3), 1), ((9999999685L, 2), 12), ((6999999874L, 3), 10)), 2)
val s1 = ssc.queueStream(mutable.Queue[RDD[List[String]]](
  sc.parallelize(Seq[List[String]](), 3),
  sc.parallelize(Seq[List[String]](List()), 3),
  sc.parallelize(Seq[List[String]](List("BBAa"), List("to be"), List("opens"), List()), 3),
  sc.parallelize(Seq[List[String]](List("gate"), List("to be", "a"), List("BBAa")), 1)), true)
val s2 = s1.flatMap[(Long, Long)]((x: List[String]) => Seq[(Long, Long)]((5000000000L + x.size, 5000000000L + x.size), (5000000000L + x.size, 5000000000L + x.size)))
val s3 = s2.transform[((Long, Int), Long)]((rdd: RDD[(Long, Long)], time: Time) => {
  val ms = time.milliseconds
  rdd.flatMapValues[Int]((v: Long) => List[Int](((v % 1000).toInt + 3))).map[((Long, Int), Long)]({ case (k, v) => ((k, v), ms) })
})
val s4 = s3.reduceByWindow((a: ((Long, Int), Long), b: ((Long, Int), Long)) => ((a._1._1 + b._1._1, (math.abs(a._1._2) % 1009 * 31 + math.abs(b._1._2)) % 1009), a._2 + b._2), Milliseconds(500), Milliseconds(500))
val s5 = s4.map[((Long, Int), String)]({ case (k, v) => ((k._1, k._2), "k" + k._2) })
val s6 = s4.fullOuterJoin(s5)
s6.print()
s4.foreachRDD { (rdd, time) =>
  for (x <- rdd.join(rdd1).collect()) println("  " + x)
}
