// batches: 7  interval: 1000  master: local[4]
val s1 = ssc.queueStream(mutable.Queue[RDD[((Double, Int), Int)]](
  sc.parallelize(Seq[((Double, Int), Int)](((3.5, 398), -2)), 6),
  sc.parallelize(Seq[((Double, Int), Int)](((3.7, -3), 5), ((0.0, 5), 9), ((4.0, 5), 4), ((2.8, 4), 2)), 5),
  sc.parallelize(Seq[((Double, Int), Int)](((1.3, 14), 5), ((1.9, 111), 10), ((2.8, 5), 9), ((0.9, 8), 12)), 2),
  sc.parallelize(Seq[((Double, Int), Int)](((2.0, 0), 0)), 6),
  sc.emptyRDD[((Double, Int), Int)]), true, sc.parallelize(Seq[((Double, Int), Int)](((2.2, 3), 7)), 6))
val s2 = ssc.queueStream(mutable.Queue[RDD[String]](
  sc.parallelize(Seq[String]("opens", "", "été"), 5),
  sc.emptyRDD[String],
  sc.parallelize(Seq[String]("the", "BB", ""), 6),
  sc.parallelize(Seq[String]("runs", "gate", "opens"), 1),
  sc.parallelize(Seq[String]("to be"), 1),
  sc.parallelize(Seq[String]("to be", "gate", "a", "runs"), 4),
  sc.parallelize(Seq[String]("the"), 2)), true)
val s3 = s2.transform[(String, Long)]((rdd: RDD[String], time: Time) => {
  val ms = time.milliseconds
  rdd.mapPartitions[String]((list: Iterator[String]) => list.take(1), true).filter((x: String) => math.abs((if (x == "the") 1 else 0)) % 3 == 0).map[(String, Long)]((x: String) => (x, ms))
})
val s4 = s2.map[(Long, String)]((x: String) => (5000000000L + (if (x == "the") 1 else 0), x))
val s5 = s2.map[(Long, String)]((x: String) => (5000000000L + (if (x == "the") 1 else 0), x + "!"))
val s6 = s4.transformWith[(Long, String), (Long, List[Int])](s5, (a: RDD[(Long, String)], b: RDD[(Long, String)], time: Time) => a.union(b).flatMapValues[List[Int]]((v: String) => List[List[Int]](List(), List())).sortByKey(true, 4))
val s7 = ssc.union(Seq(s6, s6))
s7.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s3.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.distinct().collect()) println("  " + x)
}
