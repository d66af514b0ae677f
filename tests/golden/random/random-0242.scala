// batches: 5  interval: 500  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[String]](
  sc.parallelize(Seq[String]("river", "AaBB", "the"), 3),
  sc.parallelize(Seq[String]("runs", "BB", "river"), 3),
  sc.parallelize(Seq[String]("runs", "a", "Aa", null, "runs", null, "a", "to be", null, "the", "river", null), 2)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[List[String]]](
  sc.parallelize(Seq[List[String]](List("runs"), List("river", "Aa"), List("to be", "a")), 4),
  sc.parallelize(Seq[List[String]](List("BBAa", "")), 4),
  sc.parallelize(Seq[List[String]](), 5)), true)
s2.cache()
val s3 = s2.map[(Option[String], Int)]((x: List[String]) => ((if (math.abs(x.size) % 3 == 0) Some(x.mkString("+")) else None), (x.size + 3)))
val s4 = s3.countByWindow(Milliseconds(1500), Milliseconds(1500))
val s5 = s4.mapPartitions[Long]((list: Iterator[Long]) => list.toList.reverse.iterator, true)
val s6 = s5.filter((x: Long) => math.abs((x % 1000).toInt) % 3 == 0)
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.flatMap[Int]((x: Long) => if ((x % 1000).toInt > 5) Seq[Int]((x % 1000).toInt * 2, math.abs((x % 1000).toInt) % 7) else Seq[Int]()).mapPartitions[Int]((list: Iterator[Int]) => list.take(1)).collect()) println("  " + x)
}
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(2)) println("  " + x)
}
s5.print(1)
