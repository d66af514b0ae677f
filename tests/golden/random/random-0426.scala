// batches: 8  interval: 1000  master: local[2]
val rdd1 = sc.parallelize(Seq[(Int, Int)]((3, 6)), 1)
val rdd2 = sc.parallelize(Seq[(Int, Option[Double])]((168, Some(1.0)), (344, Some(0.8)), (-7, Some(0.2))), 1)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Boolean, List[Int])]](
  sc.parallelize(Seq[(Boolean, List[Int])]((false, List(349)), (false, List(335))), 4),
  sc.parallelize(Seq[(Boolean, List[Int])]((false, List()), (false, List()), (false, List(10, 12))), 6),
  sc.parallelize(Seq[(Boolean, List[Int])]((false, List(17)), (true, List(11, 10))), 2),
  sc.parallelize(Seq[(Boolean, List[Int])]((false, List(12)), (true, List(1)), (true, List(2)), (true, List())), 4),
  sc.parallelize(Seq[(Boolean, List[Int])](), 2),
  sc.parallelize(Seq[(Boolean, List[Int])]((false, List(1))), 6)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq[(String, Int)](("the", 223), (null, 4)), 1),
  sc.parallelize(Seq[(String, Int)]((null, 6)), 6),
  sc.parallelize(Seq[(String, Int)](("été", 6)), 5),
  sc.parallelize(Seq[(String, Int)](("to be", 9)), 5)), true)
val s3 = s2.map[(String, Long)]({ case (k, v) => ((if (math.abs((if (k == null) 1 else 0)) % 5 == 0) null else "w" + (if (k == null) 1 else 0)), 5000000000L + v) })
val s4 = s2.leftOuterJoin(s3)
val s5 = s4.glom().map[(Int, String)]((x: Array[(String, (Int, Option[Long]))]) => ((x.size + 3), "k" + x.size))
s5.cache()
val s6 = s5.leftOuterJoin(s5)
val s7 = s6.groupByKey(2)
s7.persist()
s7.foreachRDD { (rdd, time) =>
  for (x <- rdd.rightOuterJoin(rdd1, 3).leftOuterJoin(rdd2).collect()) println("  " + x)
}
s1.print(100)
