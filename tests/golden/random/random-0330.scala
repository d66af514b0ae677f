// batches: 2  interval: 1000  master: local[2]  conf spark.default.parallelism=5
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[Long](10999999622L, 12999999496L, 16999999244L, 9999999685L), 2)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Boolean, Boolean)]](
  sc.emptyRDD[(Boolean, Boolean)],
  sc.parallelize(Seq[(Boolean, Boolean)]((true, true)), 4)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(String, Option[String])]](
  sc.parallelize(Seq[(String, Option[String])](), 5)), true)
val s3 = ssc.queueStream(mutable.Queue[RDD[Long]](
  sc.parallelize(Seq[Long](10999999622L, 15999999307L, 9999999685L, 10999999622L), 6)), true, null)
val s4 = s3.count()
val s5 = s4.transform[Long]((rdd: RDD[Long]) => rdd.repartition(4).coalesce(3).distinct(6).union(rdd1))
val s6 = s1.leftOuterJoin(s1)
val s7 = s6.filter({ case (k, v) => v._1 })
val s8 = s7.reduceByKeyAndWindow((a: (Boolean, Option[Boolean]), b: (Boolean, Option[Boolean])) => (a._1 || b._1, b._2), Milliseconds(1000), Milliseconds(2000), new HashPartitioner(3))
s8.checkpoint(Milliseconds(2000))
s8.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s5.print(0)
s2.print(3)
