// batches: 7  interval: 1000  master: local[4]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq[(String, Int)](("a", 7)), 3),
  sc.emptyRDD[(String, Int)],
  sc.parallelize(Seq[(String, Int)](("river", 5), ("opens", -3)), 1),
  sc.emptyRDD[(String, Int)],
  sc.parallelize(Seq[(String, Int)](("a", 7)), 1),
  sc.parallelize(Seq[(String, Int)](("水", 8)), 3)), true)
val s2 = s1.flatMap[(String, Option[Double])]({ case (k, v) => Seq[(String, Option[Double])](("k" + v, (if ((if (k == null) 1 else 0) > 5) Some(v / 4.0) else None)), ("k" + (if (k == null) 1 else 0), (if (v > 5) Some((if (k == null) 1 else 0) / 4.0) else None))) })
val s3 = s2.reduceByKey((a: Option[Double], b: Option[Double]) => (if (a.isDefined) a else b), 5)
val s4 = s1.combineByKey[(Int, Int)]((v: Int) => ((v + 3), 1), (acc: (Int, Int), v: Int) => (acc._1 + (v + 3), acc._2 + 1), (a: (Int, Int), b: (Int, Int)) => (a._1 + b._1, a._2 + b._2), new HashPartitioner(5))
val s5 = s4.countByWindow(Milliseconds(1000), Milliseconds(1000))
s5.foreachRDD { (rdd, time) =>
  for (x <- rdd.distinct(1).collect()) println("  " + x)
}
s3.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
s3.print()
