// batches: 5  interval: 500  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[((Int, Int), Double)]](
  sc.parallelize(Seq[((Int, Int), Double)](((6, 11), 3.1), ((0, -2), 1.5), ((12, 10), 2.5e7), ((360, 0), 2.1), ((3, 233), 2.5e7), ((-2, 276), 0.4)), 6),
  sc.parallelize(Seq[((Int, Int), Double)](((143, 5), 3.3), ((0, 7), 2.4), ((-8, -6), 3.6), ((6, 5), 1.2), ((5, 6), 3.0), ((0, -8), 1.0)), 4),
  sc.parallelize(Seq[((Int, Int), Double)](((8, 10), 0.7), ((92, 397), 2.8), ((-4, 4), 0.0), ((-2, 10), 3.4), ((204, -1), 0.6), ((9, 7), 3.3)), 5),
  sc.parallelize(Seq[((Int, Int), Double)](), 3),
  sc.parallelize(Seq[((Int, Int), Double)](((-2, 9), 1.6)), 5)), true, null)
val s2 = ssc.queueStream(mutable.Queue[RDD[(Long, String)]](
  sc.parallelize(Seq[(Long, String)]((8999999748L, "水"), (5000000000L, "the"), (11999999559L, "runs"), (5999999937L, "AaBB")), 2),
  sc.parallelize(Seq[(Long, String)]((9999999685L, "été"), (8999999748L, "river")), 2),
  sc.parallelize(Seq[(Long, String)](), 2)), true, sc.parallelize(Seq[(Long, String)]((14999999370L, "")), 4))
val s3 = s1.map[(Long, Int)]({ case (k, v) => (5000000000L + (if (v > 1.5) 1 else 0), k._1) })
val s4 = s2.fullOuterJoin(s3)
val s5 = s4.reduceByKeyAndWindow((a: (Option[String], Option[Int]), b: (Option[String], Option[Int])) => ((if (a._1.isDefined) a._1 else b._1), (if (a._2.isDefined) a._2 else b._2)), Milliseconds(1500))
val s6 = s5.flatMap[(Long, Int)]({ case (k, v) => Seq[(Long, Int)]((k, v._2.getOrElse(8))) })
s6.checkpoint(Milliseconds(1500))
val s7 = s1.rightOuterJoin(s1, 5)
s7.print(0)
s6.print(100)
