// batches: 8  interval: 1000  master: local[3]  conf spark.default.parallelism=2
val s1 = ssc.queueStream(mutable.Queue[RDD[(String, String)]](
  sc.parallelize(Seq[(String, String)](("", "BBAa")), 3),
  sc.parallelize(Seq[(String, String)](("to be", "to be")), 1),
  sc.parallelize(Seq[(String, String)](("BBAa", "gate"), ("runs", "runs"), ("été", "river")), 6),
  sc.parallelize(Seq[(String, String)](("gate", "BB")), 5),
  sc.parallelize(Seq[(String, String)](("river", "the")), 2),
  sc.parallelize(Seq[(String, String)](), 5)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(Option[String], String)]](
  sc.parallelize(Seq[(Option[String], String)]((None, "to be"), (Some("BBAa"), "the"), (None, "the"), (Some("Aa"), "BB")), 6),
  sc.parallelize(Seq[(Option[String], String)]((Some(""), "")), 4),
  sc.parallelize(Seq[(Option[String], String)]((Some("水"), "BBAa"), (Some("水"), "runs"), (Some("BBAa"), "BB")), 6),
  sc.parallelize(Seq[(Option[String], String)]((Some("to be"), "BB"), (Some("a"), ""), (Some("gate"), "the")), 1),
  sc.parallelize(Seq[(Option[String], String)]((None, "AaBB"), (Some("水"), "runs"), (Some("gate"), "Aa"), (None, "Aa")), 4)), true)
val s3 = s2.map[(String, String)]({ case (k, v) => (k.getOrElse("to be") + "!", (if (math.abs((if (k.isDefined) 2 else 1)) % 5 == 0) null else "w" + (if (k.isDefined) 2 else 1))) })
val s4 = s3.reduce((a: (String, String), b: (String, String)) => (a._1 + "<" + b._1, (if (a._2 == null) b._2 else a._2)))
val s5 = s4.reduceByKey((a: String, b: String) => (if (a == null) b else a), 5)
val s6 = s5.transformWith[(String, String), String](s3, (a: RDD[(String, String)], b: RDD[(String, String)], time: Time) => a.fullOuterJoin(b).keys.distinct())
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(25)) println("  " + x)
}
s1.print(0)
