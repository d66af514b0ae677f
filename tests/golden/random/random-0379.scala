// batches: 5  interval: 250  master: local[3]
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, Int)]](
  sc.parallelize(Seq[(Int, Int)](), 6),
  sc.parallelize(Seq[(Int, Int)]((338, 7), (7, -4), (215, 11), (12, 2)), 1),
  sc.parallelize(Seq[(Int, Int)](), 3),
  sc.parallelize(Seq[(Int, Int)]((3, 6), (0, 1), (8, 0), (4, 8), (-2, -8), (0, 7)), 4)), true)
val s2 = s1.combineByKey[(Int, Int)]((v: Int) => (v, 1), (acc: (Int, Int), v: Int) => (acc._1 + v, acc._2 + 1), (a: (Int, Int), b: (Int, Int)) => (a._1 + b._1, a._2 + b._2), new HashPartitioner(4))
val s3 = s2.transform[((Int, Int), Long)]((rdd: RDD[(Int, (Int, Int))], time: Time) => {
  val ms = time.milliseconds
  rdd.flatMapValues[String]((v: (Int, Int)) => List[String]()).flatMapValues[String]((v: String) => List[String]("k" + (if (v == null) 1 else 0))).mapValues[Int]((v: String) => math.abs((if (v == "the") 1 else 0)) % 7).map[((Int, Int), Long)]({ case (k, v) => ((k, v), ms) })
})
val s4 = s3.reduceByKey((a: Long, b: Long) => math.min(a, b))
s4.persist()
val s5 = s4.repartition(6)
val s6 = s1.mapValues[String]((v: Int) => (if (math.abs(v) % 5 == 0) null else "w" + v))
s6.print(3)
s5.foreachRDD { (rdd, time) =>
  for (x <- rdd.flatMapValues[Double]((v: Long) => List[Double]((v % 1000).toInt / 4.0, (v % 1000).toInt * 0.1)).collect()) println("  " + x)
}
