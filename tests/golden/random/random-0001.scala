// batches: 9  interval: 1000  master: local[3]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[((String, String), (String, String))]](
  sc.parallelize(Seq[((String, String), (String, String))]((("opens", "Aa"), ("Aa", "runs")), (("BB", "the"), ("river", "to be")), (("", "to be"), ("to be", "river")), (("Aa", "to be"), ("a", "été"))), 5),
  sc.parallelize(Seq[((String, String), (String, String))]((("BBAa", "to be"), ("AaBB", "BBAa")), (("gate", "BB"), ("the", "BB")), (("opens", "été"), ("a", "opens"))), 6),
  sc.parallelize(Seq[((String, String), (String, String))]((("水", "runs"), ("水", "to be"))), 3),
  sc.parallelize(Seq[((String, String), (String, String))]((("runs", "水"), ("to be", null))), 1),
  sc.parallelize(Seq[((String, String), (String, String))]((("BB", "BB"), ("水", "gate"))), 2)), false)
val s2 = new GeneratorStream[(String, Long)](ssc, 4, batch =>
  (1 to (4)).map { i => val made: (String, Long) = ("k" + (batch + i) % 5, 5000000000L + (batch + i) % 5); made })
val s3 = s2.flatMap[((String, Int), Double)]({ case (k, v) => Seq[((String, Int), Double)]((((if (math.abs((if (k == "the") 1 else 0)) % 5 == 0) null else "w" + (if (k == "the") 1 else 0)), ((if (k == "the") 1 else 0) + 3)), (if (k == "the") 1 else 0) / 4.0), (((if (math.abs((if (k == "the") 1 else 0)) % 5 == 0) null else "w" + (if (k == "the") 1 else 0)), (if (k == "the") 1 else 0) * 2), (if (k == "the") 1 else 0) * 0.1)) })
val s4 = s3.countByWindow(Milliseconds(2000), Milliseconds(1000))
val s5 = s4.reduce((a: Long, b: Long) => math.min(a, b))
s5.checkpoint(Milliseconds(3000))
val s6 = s3.flatMapValues[Int]((v: Double) => List[Int]((2 - (if (v > 1.5) 1 else 0))))
val s7 = s6.transform[((String, Int), Int)]((rdd: RDD[((String, Int), Int)]) => rdd.reduceByKey((a: Int, b: Int) => math.max(a, b), 2))
s7.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s5.print(3)
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(25)) println("  " + x)
}
