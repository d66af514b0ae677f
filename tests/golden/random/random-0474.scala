// batches: 2  interval: 1000  master: local[1]
val rdd1 = sc.parallelize(Seq[(Boolean, Int)]((true, -6), (true, -5), (true, 128), (true, 8), (false, 12)), 1)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Boolean, String)]](
  sc.parallelize(Seq[(Boolean, String)]((false, "w25"), (false, "w66"), (true, "w5")), 2)), true, sc.parallelize(Seq[(Boolean, String)]((true, "w90"), (false, "w21")), 3))
val s2 = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq[(String, Int)](("w24", 305), ("w42", 276), ("w80", 393)), 2),
  sc.emptyRDD[(String, Int)]), true)
val s3 = s2.fullOuterJoin(s2)
val s4 = s3.count()
val s5 = s4.transform[Long]((rdd: RDD[Long]) => rdd.repartition(4).coalesce(2))
val s6 = s4.map[(String, List[Boolean])]((x: Long) => ((if (math.abs((x % 1000).toInt) % 5 == 0) null else "w" + (x % 1000).toInt), List(math.abs((x % 1000).toInt) % 3 == 0, (x % 1000).toInt > 5)))
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(0)) println("  " + x)
}
s5.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.mapValues[Int]((v: String) => (2 - (if (v == "the") 1 else 0))).fullOuterJoin(rdd1, 6).collect()) println("  " + x)
}
