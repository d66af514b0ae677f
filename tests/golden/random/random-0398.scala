// batches: 4  interval: 500  master: local[4]  conf spark.default.parallelism=1
val s1 = ssc.queueStream(mutable.Queue[RDD[(Double, Boolean)]](
  sc.parallelize(Seq[(Double, Boolean)]((0.9, true), (1.1, true), (3.5, true)), 3),
  sc.parallelize(Seq[(Double, Boolean)]((3.5, false), (2.5e7, true), (2.2, true), (2.5e7, false)), 4),
  sc.parallelize(Seq[(Double, Boolean)]((0.9, false), (1.0, false), (0.2, false), (0.8, true), (2.5e7, false), (3.1, true), (0.7, true), (1.2, false), (2.8, false), (3.2, true), (0.3, false), (1.1, false)), 2)), true, null)
val s2 = new GeneratorStream[Int](ssc, 1, batch =>
  (1 to (4)).map { i => val made: Int = (batch + i) % 5; made })
val s3 = ssc.queueStream(mutable.Queue[RDD[(Int, Long)]](
  sc.parallelize(Seq[(Int, Long)]((2, 9999999685L), (-1, 5999999937L)), 4),
  sc.parallelize(Seq[(Int, Long)]((12, 12999999496L), (0, 8999999748L), (0, 5000000000L)), 5),
  sc.parallelize(Seq[(Int, Long)](), 5)), true)
val s4 = s3.mapValues[Int]((v: Long) => math.abs((v % 1000).toInt) % 7)
val s5 = s4.combineByKey[(Int, Int)]((v: Int) => (v * 2, 1), (acc: (Int, Int), v: Int) => (acc._1 + v * 2, acc._2 + 1), (a: (Int, Int), b: (Int, Int)) => (a._1 + b._1, a._2 + b._2), new HashPartitioner(6), true)
val s6 = s4.join(s5, 3)
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
s2.foreachRDD { (rdd, time) =>
  for (x <- rdd.map[(String, Option[Int])]((x: Int) => ((if (math.abs(x) % 5 == 0) null else "w" + x), (if (x > 5) Some(x) else None))).collect()) println("  " + x)
}
s1.print(0)
