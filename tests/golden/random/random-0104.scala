// batches: 4  interval: 1000  master: local[4]
val s1 = ssc.queueStream(mutable.Queue[RDD[(Double, String)]](
  sc.parallelize(Seq[(Double, String)]((2.3, "水"), (1.7, "水")), 6),
  sc.parallelize(Seq[(Double, String)]((2.4, "BBAa"), (4.0, "AaBB"), (2.7, "to be"), (2.4, "to be")), 6),
  sc.parallelize(Seq[(Double, String)]((1.7, "BBAa"), (3.7, "opens"), (3.4, "水"), (3.0, "水"), (2.7, "été"), (2.5e7, "水"), (1.6, "opens"), (2.5e7, "runs"), (0.6, "BB"), (1.0, "to be"), (3.3, "Aa"), (3.9, "opens")), 1)), false)
s1.cache()
val s2 = ssc.queueStream(mutable.Queue[RDD[((String, Long), Int)]](
  sc.emptyRDD[((String, Long), Int)],
  sc.parallelize(Seq[((String, Long), Int)](), 6)), false)
val s3 = s2.mapValues[(String, Boolean)]((v: Int) => ("k" + v, v > 5))
s3.persist()
val s4 = s3.flatMapValues[String]((v: (String, Boolean)) => List[String]())
s4.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.mapValues[Boolean]((v: String) => (if (v == "the") 1 else 0) > 5).collect()) println("  " + x)
}
s2.foreachRDD { (rdd, time) =>
  for (x <- rdd.sortByKey(false).collect()) println("  " + x)
}
