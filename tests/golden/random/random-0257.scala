// batches: 4  interval: 250  master: local[1]
val rdd1 = sc.parallelize(Seq[(Int, String)]((6, "to be"), (386, null), (11, null), (10, null), (6, "水"), (11, "river")), 1)
val s1 = ssc.queueStream(mutable.Queue[RDD[((Int, Double), Double)]](
  sc.parallelize(Seq[((Int, Double), Double)](((310, 3.1), 2.5), ((12, 3.8), 2.6), ((19, 2.5), 1.6)), 4),
  sc.parallelize(Seq[((Int, Double), Double)](((46, 1.3), 1.4), ((187, 0.1), 1.4), ((8, 2.5e7), 3.3), ((10, 0.7), 3.0), ((-6, 3.7), 3.8), ((103, 2.5e7), 1.5), ((-5, 1.4), 0.7), ((8, 1.7), 2.6), ((-5, 1.7), 0.7), ((9, 3.5), 2.4), ((1, 0.3), 2.2), ((0, 1.3), 0.1)), 1)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(String, List[Int])]](
  sc.parallelize(Seq[(String, List[Int])](("a", List())), 5),
  sc.parallelize(Seq[(String, List[Int])](("to be", List()), ("水", List(340, 6))), 1),
  sc.parallelize(Seq[(String, List[Int])](("to be", List(-3, 155)), (null, List(9)), ("BBAa", List(-4))), 2),
  sc.parallelize(Seq[(String, List[Int])](("to be", List()), ("runs", List(370)), ("opens", List(0)), ("水", List(8)), (null, List()), ("BB", List()), ("Aa", List()), ("水", List(12, 12)), (null, List()), (null, List(308)), ("", List()), ("été", List(4))), 5)), true)
val s3 = ssc.queueStream(mutable.Queue[RDD[(Int, Int)]](
  sc.parallelize(Seq[(Int, Int)]((271, 167), (7, 7), (4, 6)), 2),
  sc.parallelize(Seq[(Int, Int)]((5, 3), (-6, 9)), 4),
  sc.emptyRDD[(Int, Int)]), true)
val s4 = s3.fullOuterJoin(s3, 4)
val s5 = s4.transformWith[(Int, Int), (Int, ((Iterable[(Option[Int], Option[Int])], Iterable[Int]), String))](s3, (a: RDD[(Int, (Option[Int], Option[Int]))], b: RDD[(Int, Int)]) => a.cogroup(b).join(rdd1))
val s6 = s5.filter({ case (k, v) => math.abs(v._1._1.size) % 3 == 0 })
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(1)) println("  " + x)
}
s2.print(0)
s1.print()
