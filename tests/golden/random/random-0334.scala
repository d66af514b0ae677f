// batches: 8  interval: 250  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(String, Int)](("the", 8), ("été", 327), ("Aa", 0), ("the", 9)), 3)
val rdd2 = sc.parallelize(Seq[(String, Int)](("水", 8), ("to be", 11), ("BB", 9)), 1)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Option[String], Int)]](
  sc.parallelize(Seq[(Option[String], Int)]((Some("水"), 130), (Some("BB"), 5)), 5),
  sc.parallelize(Seq[(Option[String], Int)]((None, 12)), 5),
  sc.parallelize(Seq[(Option[String], Int)](), 1),
  sc.parallelize(Seq[(Option[String], Int)]((Some("水"), 0)), 2)), true, null)
s1.cache()
val s2 = ssc.queueStream(mutable.Queue[RDD[String]](
  sc.parallelize(Seq[String]("runs", "AaBB", null, null), 1),
  sc.parallelize(Seq[String]("gate", null, "the", null), 1),
  sc.parallelize(Seq[String]("to be", null, "opens"), 4),
  sc.parallelize(Seq[String](null, "AaBB"), 1),
  sc.emptyRDD[String],
  sc.parallelize(Seq[String]("", null, "gate", "opens"), 1),
  sc.parallelize(Seq[String]("水"), 3)), true)
val s3 = s2.transform[(String, (Int, String))]((rdd: RDD[String]) => rdd.filter((x: String) => math.abs((if (x == null) 1 else 0)) % 3 == 0).map[(String, (Int, String))]((x: String) => ("k" + (if (x == null) 1 else 0), (((if (x == null) 1 else 0) + 3), "k" + (if (x == null) 1 else 0)))))
val s4 = s3.transform[(String, (List[Int], Int))]((rdd: RDD[(String, (Int, String))]) => rdd.leftOuterJoin(rdd1, 4).flatMapValues[List[Int]]((v: ((Int, String), Option[Int])) => List[List[Int]](List(v._1._1))).join(rdd2))
val s5 = s3.map[(String, Int)]({ case (k, v) => (k, math.abs(v._1) % 5 + 1) }).reduceByKeyAndWindow((a: Int, b: Int) => a + b, (a: Int, b: Int) => a - b, Milliseconds(250), Milliseconds(250), 3, (kv: (String, Int)) => kv._2 > 0)
val s6 = s5.glom().map[String]((x: Array[(String, Int)]) => "k" + x.size)
val s7 = s6.transform[(Int, Long)]((rdd: RDD[String], time: Time) => {
  val ms = time.milliseconds
  rdd.map[Int]((x: String) => math.abs((if (x == "the") 1 else 0)) % 7).repartition(3).map[(Int, Long)]((x: Int) => (x, ms))
})
s7.print(1)
s4.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
