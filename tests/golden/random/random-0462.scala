// batches: 4  interval: 250  master: local[3]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(Double, (String, Long))](), 2)
val s1 = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.emptyRDD[Int],
  sc.parallelize(Seq[Int](6), 1),
  sc.parallelize(Seq[Int](2, 2, 9, 238, 9, 10, 3, -7, 226, 11, 2, 245), 1)), true)
val s2 = s1.map[(Double, Int)]((x: Int) => (x * 0.1, x))
val s3 = s2.countByValueAndWindow(Milliseconds(250), Milliseconds(250))
val s4 = s3.groupByKeyAndWindow(Milliseconds(250), Milliseconds(250), 6)
s4.print(0)
s3.foreachRDD { (rdd, time) =>
  for (x <- rdd.keys.join(rdd1).collect()) println("  " + x)
}
