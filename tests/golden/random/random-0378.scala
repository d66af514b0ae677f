// batches: 5  interval: 1000  master: local[3]
ssc.remember(Milliseconds(2000))
val s1 = ssc.queueStream(mutable.Queue[RDD[((String, String), List[String])]](
  sc.parallelize(Seq[((String, String), List[String])]((("gate", null), List("river")), (("水", "水"), List("水")), (("opens", "BBAa"), List("runs", "a")), (("Aa", null), List())), 2),
  sc.parallelize(Seq[((String, String), List[String])]((("a", "AaBB"), List("to be")), (("to be", null), List("to be", "BBAa")), (("the", "opens"), List()), (("a", "runs"), List()), (("水", "été"), List("水", "the")), (("", "runs"), List()), (("BBAa", "runs"), List("a")), (("opens", "BB"), List()), (("a", "opens"), List("BBAa", "BB")), (("opens", "水"), List("Aa")), (("to be", null), List("opens", "")), (("runs", "gate"), List("river", "runs"))), 6),
  sc.parallelize(Seq[((String, String), List[String])]((("été", "opens"), List("AaBB")), (("AaBB", "BB"), List("été", "opens")), (("BB", "river"), List("été")), (("to be", null), List())), 6),
  sc.parallelize(Seq[((String, String), List[String])](), 3),
  sc.parallelize(Seq[((String, String), List[String])]((("gate", "opens"), List("BB", "a")), (("été", "to be"), List()), (("gate", null), List("a", "BB")), (("river", "runs"), List("BB")), (("opens", "Aa"), List()), (("AaBB", "Aa"), List()), (("a", "水"), List("AaBB")), (("opens", "Aa"), List("水", "a")), (("BB", "水"), List("to be")), (("", "水"), List()), (("the", null), List("BBAa")), (("gate", "BBAa"), List())), 3)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq[(String, Int)](("BB", 0), (null, 5), (null, 148), ("runs", -2), ("Aa", 2), (null, 4), (null, -5), ("gate", 10), ("BBAa", 12), ("été", 8), ("to be", 12), ("to be", 8)), 5),
  sc.parallelize(Seq[(String, Int)](("BBAa", 0), (null, 1), ("the", 11)), 3),
  sc.parallelize(Seq[(String, Int)](("opens", 8), ("", 7)), 5),
  sc.parallelize(Seq[(String, Int)](), 6)), true, null)
val s3 = ssc.union(Seq(s2, s2))
val s4 = s3.repartition(2)
val s5 = s4.reduceByWindow((a: (String, Int), b: (String, Int)) => ((if (a._1 == null) b._1 else a._1), a._2 + b._2), Milliseconds(4000), Milliseconds(3000))
val s6 = s5.mapValues[Double]((v: Int) => v * 0.1)
s6.persist()
s6.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(2)) println("  " + x)
}
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(0)) println("  " + x)
}
