// batches: 2  interval: 250  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(String, Int)](("Aa", 7), ("opens", 10), ("to be", 1)), 3)
val rdd2 = sc.parallelize(Seq[(String, Double)](("a", 2.1), ("", 3.6), ("", 0.5), ("to be", 1.2), ("to be", 3.3)), 3)
val s1 = ssc.queueStream(mutable.Queue[RDD[(String, Double)]](
  sc.parallelize(Seq[(String, Double)](), 1)), true)
val s2 = new GeneratorStream[((Double, String), Option[Long])](ssc, 2, batch =>
  (1 to (batch)).map { i => val made: ((Double, String), Option[Long]) = (((batch + i) % 5 / 4.0, (if (math.abs((batch + i) % 5) % 5 == 0) null else "w" + (batch + i) % 5)), (if ((batch + i) % 5 > 5) Some(5000000000L + (batch + i) % 5) else None)); made })
val s3 = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq[(String, Int)](("a", 2), ("river", -5), ("", 8), ("", 138), ("a", -9), ("BBAa", 8)), 5)), true)
val s4 = s3.updateStateByKey[Int]((values: Seq[Int], state: Option[Int]) => Some(state.getOrElse(0) + values.size), new HashPartitioner(4), rdd1)
val s5 = s2.map[(String, Option[Double])]({ case (k, v) => ("k" + (if (k._1 > 1.5) 1 else 0), (if ((v.getOrElse(15999999307L) % 1000).toInt > 5) Some((if (k._2 == null) 1 else 0) / 4.0) else None)) })
val s6 = s4.join(s5)
s6.cache()
val s7 = s6.reduceByKey((a: (Int, Option[Double]), b: (Int, Option[Double])) => (a._1 + b._1, (if (a._2.isDefined) a._2 else b._2)), 5)
s7.checkpoint(Milliseconds(500))
val s8 = s7.combineByKey[(Int, Int)]((v: (Int, Option[Double])) => ((if (v._2.getOrElse(0.7) > 1.5) 1 else 0) * 2, 1), (acc: (Int, Int), v: (Int, Option[Double])) => (acc._1 + (if (v._2.getOrElse(0.7) > 1.5) 1 else 0) * 2, acc._2 + 1), (a: (Int, Int), b: (Int, Int)) => (a._1 + b._1, a._2 + b._2), new HashPartitioner(2), true)
s8.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(25)) println("  " + x)
}
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(0)) println("  " + x)
}
s4.foreachRDD { (rdd, time) =>
  for (x <- rdd.groupByKey().fullOuterJoin(rdd2, 6).collect()) println("  " + x)
}
