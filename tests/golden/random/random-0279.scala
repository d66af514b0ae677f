// batches: 2  interval: 1000  master: local[3]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Long, Int)]](
  sc.emptyRDD[(Long, Int)]), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(Double, Boolean)]](
  sc.parallelize(Seq[(Double, Boolean)]((1.6, false)), 2),
  sc.parallelize(Seq[(Double, Boolean)]((1.7, true)), 3)), true)
val s3 = s2.transformWith[(Double, Boolean), (Option[Boolean], Option[Boolean])](s2, (a: RDD[(Double, Boolean)], b: RDD[(Double, Boolean)]) => a.fullOuterJoin(b, 1).repartition(5).values)
val s4 = s3.fullOuterJoin(s3)
val s5 = s4.countByWindow(Milliseconds(1000), Milliseconds(1000))
s5.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.sortByKey(false, 1).reduceByKey((a: Int, b: Int) => a + b).collect()) println("  " + x)
}
s3.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(1)) println("  " + x)
}
