// batches: 7  interval: 250  master: local[2]
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, String)]](
  sc.parallelize(Seq[(Int, String)]((7, null)), 1),
  sc.parallelize(Seq[(Int, String)]((-1, "gate"), (1, null), (4, "Aa"), (6, "to be")), 2),
  sc.parallelize(Seq[(Int, String)]((6, null)), 3),
  sc.parallelize(Seq[(Int, String)]((11, "the"), (3, "Aa"), (282, "BB"), (7, "a")), 2)), true, null)
val s2 = s1.fullOuterJoin(s1, 1)
s2.cache()
val s3 = s2.reduceByKeyAndWindow((a: (Option[String], Option[String]), b: (Option[String], Option[String])) => ((if (a._1.isDefined) a._1 else b._1), (if (a._2.isDefined) a._2 else b._2)), Milliseconds(1000), Milliseconds(750))
val s4 = s3.transform[Option[String]]((rdd: RDD[(Int, (Option[String], Option[String]))]) => rdd.values.keys.repartition(4))
val s5 = s4.count()
val s6 = s5.transform[(Long, Long)]((rdd: RDD[Long], time: Time) => {
  val ms = time.milliseconds
  rdd.distinct(3).map[(Long, Long)]((x: Long) => (x, ms))
})
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(0)) println("  " + x)
}
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(1)) println("  " + x)
}
