// batches: 2  interval: 250  master: local[1]
ssc.remember(Milliseconds(500))
val s1 = ssc.queueStream(mutable.Queue[RDD[((Double, String), Int)]](
  sc.parallelize(Seq[((Double, String), Int)](((0.5, "BB"), 6), ((0.5, "river"), -3), ((3.7, "to be"), 7), ((0.5, "a"), 11), ((2.2, "a"), 11), ((3.6, ""), 41), ((2.5e7, "BB"), 66), ((2.5, "the"), 286), ((3.1, "runs"), 10), ((3.1, "été"), 0), ((1.8, "gate"), 11), ((3.3, "Aa"), 1)), 3)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(Double, Boolean)]](
  sc.parallelize(Seq[(Double, Boolean)]((2.5e7, true), (0.8, true)), 6),
  sc.parallelize(Seq[(Double, Boolean)]((1.4, true), (2.5e7, true), (3.2, true)), 2)), true)
val s3 = new GeneratorStream[(Long, String)](ssc, 1, batch =>
  (1 to (batch)).map { i => val made: (Long, String) = (5000000000L + (batch * 7 + i), (if (math.abs((batch * 7 + i)) % 5 == 0) null else "w" + (batch * 7 + i))); made })
val s4 = s3.reduceByKeyAndWindow((a: String, b: String) => (if (a == null) b else a), Milliseconds(1000), Milliseconds(250))
val s5 = s4.map[(Long, List[String])]({ case (k, v) => (k, List("k" + (k % 1000).toInt, "k" + (if (v == null) 1 else 0))) })
val s6 = s4.transformWith[(Long, List[String]), (Long, (Option[String], List[String]))](s5, (a: RDD[(Long, String)], b: RDD[(Long, List[String])]) => a.rightOuterJoin(b))
val s7 = s6.glom().map[String]((x: Array[(Long, (Option[String], List[String]))]) => "k" + x.size)
val s8 = s4.map[String]({ case (k, v) => "k" + (k % 1000).toInt })
val s9 = s7.transformWith[String, String](s8, (a: RDD[String], b: RDD[String], time: Time) => a.union(b).mapPartitions[String]((list: Iterator[String]) => list.take(1)))
s9.print()
s2.print(1)
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(25)) println("  " + x)
}
