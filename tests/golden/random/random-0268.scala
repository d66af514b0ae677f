// batches: 5  interval: 250  master: local[2]
val s1 = ssc.queueStream(mutable.Queue[RDD[List[String]]](
  sc.parallelize(Seq[List[String]](List("été", "gate")), 4),
  sc.emptyRDD[List[String]],
  sc.parallelize(Seq[List[String]](List("opens"), List(), List("runs", null)), 2),
  sc.parallelize(Seq[List[String]](List("river"), List(null), List(null), List(null), List("Aa"), List(null, "opens")), 1)), true)
val s2 = ssc.transform[List[String]](Seq(s1, s1), (rdds: Seq[RDD[_]], time: Time) => rdds(0).asInstanceOf[RDD[List[String]]].union(rdds(1).asInstanceOf[RDD[List[String]]]).repartition(3).coalesce(3))
val s3 = ssc.transform[String](Seq(s2, s1), (rdds: Seq[RDD[_]], time: Time) => rdds(0).asInstanceOf[RDD[List[String]]].union(rdds(1).asInstanceOf[RDD[List[String]]]).map[Int]((x: List[String]) => (2 - x.size)).flatMap[String]((x: Int) => Seq[String]("k" + x)))
val s4 = s3.filter((x: String) => (if (x == "the") 1 else 0) > 5)
val s5 = s4.glom().map[String]((x: Array[String]) => "k" + x.size)
s5.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
s4.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
