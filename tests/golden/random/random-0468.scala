// batches: 6  interval: 250  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(Int, String)]((0, "opens"), (3, "BBAa")), 2)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, String)]](
  sc.parallelize(Seq[(Int, String)]((11, "été")), 1),
  sc.parallelize(Seq[(Int, String)]((370, null), (9, "AaBB")), 5),
  sc.parallelize(Seq[(Int, String)]((-1, "runs"), (3, null), (0, null)), 6),
  sc.parallelize(Seq[(Int, String)](), 3)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[Option[String]]](
  sc.emptyRDD[Option[String]],
  sc.parallelize(Seq[Option[String]](None, Some(""), Some("to be")), 5),
  sc.parallelize(Seq[Option[String]](Some("a")), 1)), true, sc.parallelize(Seq[Option[String]](Some("runs")), 6))
val s3 = ssc.queueStream(mutable.Queue[RDD[(Int, Int)]](
  sc.emptyRDD[(Int, Int)],
  sc.parallelize(Seq[(Int, Int)]((6, 8), (-7, 7)), 4),
  sc.parallelize(Seq[(Int, Int)]((154, 11), (111, 1), (9, 9)), 2),
  sc.parallelize(Seq[(Int, Int)]((0, 0), (8, 2)), 4)), false, null)
val s4 = s2.transform[((Int, String), List[Long])]((rdd: RDD[Option[String]]) => rdd.map[((Int, String), List[Long])]((x: Option[String]) => ((((if (x.isDefined) 2 else 1) + 3), (if (math.abs((if (x.getOrElse("gate") == "the") 1 else 0)) % 5 == 0) null else "w" + (if (x.getOrElse("gate") == "the") 1 else 0))), List())).repartition(1))
val s5 = s4.reduceByKey((a: List[Long], b: List[Long]) => b, 2)
val s6 = s2.countByValue(5)
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.reduceByKey((a: Long, b: Long) => math.min(a, b)).values.collect()) println("  " + x)
}
s5.print(100)
s3.foreachRDD { (rdd, time) =>
  for (x <- rdd.sortByKey(false).rightOuterJoin(rdd1).collect()) println("  " + x)
}
