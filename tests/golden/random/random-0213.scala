// batches: 4  interval: 1000  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(String, Int)](("BBAa", 2)), 3)
val rdd2 = sc.parallelize(Seq[(Option[String], String)]((Some("runs"), "a")), 1)
val s1 = new GeneratorStream[String](ssc, 2, batch =>
  (1 to (batch)).map { i => val made: String = "k" + (batch * 7 + i); made })
s1.persist()
val s2 = ssc.queueStream(mutable.Queue[RDD[(Option[String], List[String])]](
  sc.parallelize(Seq[(Option[String], List[String])]((Some("BBAa"), List()), (Some("runs"), List("to be"))), 3),
  sc.parallelize(Seq[(Option[String], List[String])]((None, List("Aa", "BB")), (None, List()), (Some("BBAa"), List()), (Some("BB"), List("the", "a")), (Some("BB"), List("a")), (Some(""), List()), (Some("BBAa"), List()), (None, List()), (Some("a"), List("opens", "été")), (Some("水"), List("runs", "a")), (Some("BBAa"), List()), (None, List())), 1),
  sc.parallelize(Seq[(Option[String], List[String])]((Some("the"), List("opens")), (Some("BB"), List())), 6),
  sc.parallelize(Seq[(Option[String], List[String])]((Some("to be"), List()), (Some("a"), List("river", "a"))), 2)), true)
val s3 = new GeneratorStream[(String, Long)](ssc, 3, batch =>
  (1 to (batch % 3 * 2)).map { i => val made: (String, Long) = ((if (math.abs((batch + i) % 5) % 5 == 0) null else "w" + (batch + i) % 5), 5000000000L + (batch + i) % 5); made })
val s4 = s3.window(Milliseconds(1000), Milliseconds(2000))
val s5 = s4.reduceByWindow((a: (String, Long), b: (String, Long)) => ((if (a._1 == null) b._1 else a._1), math.min(a._2, b._2)), Milliseconds(8000), Milliseconds(2000))
val s6 = s5.updateStateByKey[Int]((values: Seq[Long], state: Option[Int]) => if (values.nonEmpty) Some(0) else if (state.get > 0) None else Some(1), new HashPartitioner(4), rdd1)
s6.checkpoint(Milliseconds(6000))
val s7 = s6.count()
s7.print()
s2.foreachRDD { (rdd, time) =>
  for (x <- rdd.fullOuterJoin(rdd2, 2).collect()) println("  " + x)
}
s1.print(1)
