// batches: 8  interval: 500  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(Long, List[String])]((16999999244L, List()), (6999999874L, List("a"))), 1)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Option[Boolean], Long)]](
  sc.parallelize(Seq[(Option[Boolean], Long)]((Some(true), 14999999370L), (Some(false), 7999999811L), (None, 16999999244L)), 2),
  sc.parallelize(Seq[(Option[Boolean], Long)](), 1),
  sc.parallelize(Seq[(Option[Boolean], Long)]((Some(true), 11999999559L)), 2),
  sc.parallelize(Seq[(Option[Boolean], Long)]((Some(true), 12999999496L), (Some(false), 7999999811L), (Some(true), 13999999433L)), 4),
  sc.parallelize(Seq[(Option[Boolean], Long)]((Some(false), 5000000000L), (Some(true), 16999999244L)), 1),
  sc.parallelize(Seq[(Option[Boolean], Long)]((None, 16999999244L), (None, 5999999937L), (None, 16999999244L)), 5),
  sc.parallelize(Seq[(Option[Boolean], Long)](), 6)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(Long, Int)]](
  sc.parallelize(Seq[(Long, Int)]((6999999874L, 2)), 6),
  sc.parallelize(Seq[(Long, Int)]((12999999496L, 4), (8999999748L, 4), (12999999496L, 2), (13999999433L, 125)), 6),
  sc.parallelize(Seq[(Long, Int)]((8999999748L, 325), (9999999685L, -5), (6999999874L, -7)), 2),
  sc.parallelize(Seq[(Long, Int)]((13999999433L, 8), (14999999370L, 1), (13999999433L, 2)), 6),
  sc.parallelize(Seq[(Long, Int)]((10999999622L, 9), (15999999307L, 7)), 6),
  sc.parallelize(Seq[(Long, Int)]((9999999685L, 7)), 2),
  sc.parallelize(Seq[(Long, Int)](), 5)), true)
val s3 = s2.fullOuterJoin(s2)
s3.cache()
val s4 = s1.repartition(6)
val s5 = s4.combineByKey[(Int, Int)]((v: Long) => ((v % 1000).toInt * 2, 1), (acc: (Int, Int), v: Long) => (acc._1 + (v % 1000).toInt * 2, acc._2 + 1), (a: (Int, Int), b: (Int, Int)) => (a._1 + b._1, a._2 + b._2), new HashPartitioner(1), false)
s5.checkpoint(Milliseconds(1000))
val s6 = s5.groupByKeyAndWindow(Milliseconds(1000), Milliseconds(1000), new HashPartitioner(1))
s6.print(0)
s3.foreachRDD { (rdd, time) =>
  for (x <- rdd.reduceByKey((a: (Option[Int], Option[Int]), b: (Option[Int], Option[Int])) => ((if (a._1.isDefined) a._1 else b._1), (if (a._2.isDefined) a._2 else b._2))).join(rdd1, 5).collect()) println("  " + x)
}
