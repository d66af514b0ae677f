// batches: 4  interval: 250  master: local[3]
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, (Int, String))]](
  sc.parallelize(Seq[(Int, (Int, String))]((6, (7, "")), (1, (296, "runs")), (3, (3, null)), (9, (0, null)), (1, (329, "runs")), (310, (3, "AaBB")), (-6, (3, "")), (3, (2, "the")), (1, (9, "opens")), (5, (11, "the")), (109, (7, "a")), (17, (4, "to be"))), 4),
  sc.parallelize(Seq[(Int, (Int, String))]((281, (189, "opens")), (3, (52, null)), (2, (0, "")), (12, (7, null)), (9, (4, null)), (5, (5, null)), (8, (5, "opens")), (10, (12, null)), (2, (3, "AaBB")), (132, (8, null)), (7, (0, "été")), (12, (-9, null))), 2),
  sc.parallelize(Seq[(Int, (Int, String))]((8, (383, null))), 1),
  sc.parallelize(Seq[(Int, (Int, String))]((193, (4, "the")), (8, (0, "水")), (10, (9, "水")), (5, (11, "BBAa")), (-7, (1, "gate")), (8, (273, "opens"))), 1)), true)
val s2 = s1.mapValues[(String, Double)]((v: (Int, String)) => (v._2, (if (v._2 == null) 1 else 0) / 4.0))
val s3 = s2.repartition(4)
s3.print(25)
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.keys.collect()) println("  " + x)
}
