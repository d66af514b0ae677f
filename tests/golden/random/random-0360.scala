// batches: 4  interval: 1000  master: local[4]
ssc.checkpoint(s"$dir/checkpoint")
ssc.remember(Milliseconds(4000))
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, List[Int])]](
  sc.parallelize(Seq[(Int, List[Int])]((9, List(-7)), (0, List(66)), (11, List()), (2, List(360)), (11, List(-5, 0)), (394, List())), 1),
  sc.parallelize(Seq[(Int, List[Int])]((-1, List(5, 10)), (0, List()), (9, List(1)), (2, List(4)), (5, List()), (3, List(3))), 1),
  sc.parallelize(Seq[(Int, List[Int])]((3, List(-6, 184)), (6, List())), 1),
  sc.parallelize(Seq[(Int, List[Int])](), 3)), true)
val s2 = s1.count()
val s3 = s2.mapPartitions[Long]((list: Iterator[Long]) => list.take(1), true)
s3.checkpoint(Milliseconds(2000))
val s4 = s1.cogroup(s1, 1)
val s5 = s2.countByValue()
s5.persist()
s5.print(1)
s4.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(1)) println("  " + x)
}
s3.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
