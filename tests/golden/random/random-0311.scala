// batches: 3  interval: 1000  master: local[1]
val s1 = new GeneratorStream[(Int, (String, Int))](ssc, 1, batch =>
  (1 to (batch % 3 * 2)).map { i => val made: (Int, (String, Int)) = ((2 - (batch * 7 + i)), ("k" + (batch * 7 + i), (batch * 7 + i))); made })
val s2 = ssc.queueStream(mutable.Queue[RDD[(Boolean, Boolean)]](
  sc.parallelize(Seq[(Boolean, Boolean)]((true, false), (false, false), (false, false), (true, false), (true, false), (true, false)), 3),
  sc.parallelize(Seq[(Boolean, Boolean)]((false, true), (true, true), (false, false), (true, true)), 5)), true, sc.parallelize(Seq[(Boolean, Boolean)]((true, true), (false, false), (false, true)), 4))
val s3 = ssc.queueStream(mutable.Queue[RDD[Boolean]](
  sc.parallelize(Seq[Boolean](true, true), 3),
  sc.parallelize(Seq[Boolean](true, false, false), 3),
  sc.parallelize(Seq[Boolean](true, false, true, true, true, false), 1)), true)
s3.cache()
val s4 = s3.mapPartitions[Boolean]((list: Iterator[Boolean]) => list.take(1))
val s5 = s2.reduceByKeyAndWindow((a: Boolean, b: Boolean) => a != b, Milliseconds(2000), Milliseconds(2000), 5)
val s6 = s4.count()
val s7 = s5.count()
val s8 = s7.countByValue(6)
s8.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.flatMap[(String, String)]((x: Long) => Seq[(String, String)](((if (math.abs((x % 1000).toInt) % 5 == 0) null else "w" + (x % 1000).toInt), "k" + (x % 1000).toInt), ((if (math.abs((x % 1000).toInt) % 5 == 0) null else "w" + (x % 1000).toInt), "k" + (x % 1000).toInt), ((if (math.abs((x % 1000).toInt) % 5 == 0) null else "w" + (x % 1000).toInt), "k" + (x % 1000).toInt))).distinct(2).collect()) println("  " + x)
}
s1.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
