// batches: 4  interval: 250  master: local[1]
val s1 = ssc.queueStream(mutable.Queue[RDD[String]](
  sc.parallelize(Seq[String]("Aa", ""), 6),
  sc.parallelize(Seq[String]("the"), 1)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(Option[Int], Boolean)]](
  sc.parallelize(Seq[(Option[Int], Boolean)]((None, true), (None, false), (None, true), (Some(8), false), (Some(7), false), (None, false), (Some(0), true), (None, true), (Some(9), true), (Some(4), true), (None, false), (None, false)), 4),
  sc.parallelize(Seq[(Option[Int], Boolean)]((Some(5), false), (None, true), (Some(2), false), (None, true), (Some(2), true), (Some(9), true), (Some(1), false), (None, false), (Some(7), false), (None, true), (None, true), (Some(2), true)), 2)), true)
val s3 = s2.groupByKey()
val s4 = s3.union(s3)
val s5 = ssc.union(Seq(s4, s3, s4))
val s6 = s5.transform[(Option[Int], Iterable[Boolean])]((rdd: RDD[(Option[Int], Iterable[Boolean])]) => rdd.repartition(5).partitionBy(new HashPartitioner(6)))
val s7 = s5.transform[Iterable[Boolean]]((rdd: RDD[(Option[Int], Iterable[Boolean])]) => rdd.values)
s7.print()
s6.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
