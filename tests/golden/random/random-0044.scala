// batches: 6  interval: 250  master: local[4]
val rdd1 = sc.parallelize(Seq[((Int, String), Int)](((3, ""), 10), ((10, "gate"), 216), ((11, "a"), 241)), 3)
val s1 = ssc.queueStream(mutable.Queue[RDD[Option[String]]](
  sc.parallelize(Seq[Option[String]](), 1),
  sc.parallelize(Seq[Option[String]](None, None), 4),
  sc.parallelize(Seq[Option[String]](), 3),
  sc.parallelize(Seq[Option[String]](None), 1),
  sc.parallelize(Seq[Option[String]](None, None, Some("a"), Some("BB")), 5),
  sc.parallelize(Seq[Option[String]](None), 4)), true)
val s2 = s1.map[((Int, String), Int)]((x: Option[String]) => ((((if (x.isDefined) 2 else 1) + 3), x.getOrElse("Aa")), (2 - (if (x.getOrElse("BB") == "the") 1 else 0))))
val s3 = ssc.transform[((Int, String), Int)](Seq(s2, s2), (rdds: Seq[RDD[_]], time: Time) => rdds(0).asInstanceOf[RDD[((Int, String), Int)]].union(rdds(1).asInstanceOf[RDD[((Int, String), Int)]]).union(rdd1).partitionBy(new HashPartitioner(1)))
s3.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
