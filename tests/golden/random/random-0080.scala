// batches: 8  interval: 1000  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = new GeneratorStream[(Int, String)](ssc, 4, batch =>
  (1 to (batch)).map { i => val made: (Int, String) = ((batch * 7 + i) * 2, "k" + (batch + i) % 5); made })
val s2 = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq[Int](5, 2), 6),
  sc.parallelize(Seq[Int](14, 244, 170), 1),
  sc.parallelize(Seq[Int](-6, 3), 4),
  sc.parallelize(Seq[Int](4, 5), 1),
  sc.parallelize(Seq[Int](134, 4, 2, 158), 5),
  sc.parallelize(Seq[Int](322, 7, 11), 2)), true)
val s3 = s2.window(Milliseconds(1000), Milliseconds(3000))
val s4 = s1.reduceByWindow((a: (Int, String), b: (Int, String)) => (a._1 + b._1, (if (a._2 < b._2) a._2 else b._2)), Milliseconds(4000), Milliseconds(1000))
val s5 = s2.countByWindow(Milliseconds(1000), Milliseconds(1000))
val s6 = s3.flatMap[(Boolean, Boolean)]((x: Int) => Seq[(Boolean, Boolean)]((x > 5, x > 5), (math.abs(x) % 3 == 0, math.abs(x) % 3 == 0)))
val s7 = s4.window(Milliseconds(2000), Milliseconds(2000))
s7.print(1)
s6.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
s5.foreachRDD { (rdd, time) =>
  for (x <- rdd.map[(Long, Double)]((x: Long) => (5000000000L + (x % 1000).toInt, (x % 1000).toInt / 4.0)).filter({ case (k, v) => math.abs((if (v > 1.5) 1 else 0)) % 3 == 0 }).collect()) println("  " + x)
}
