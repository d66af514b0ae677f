// batches: 9  interval: 1000  master: local[3]
val s1 = ssc.queueStream(mutable.Queue[RDD[((String, String), Int)]](
  sc.parallelize(Seq[((String, String), Int)]((("", "river"), 2), (("runs", "the"), 11), (("to be", "opens"), 10)), 4),
  sc.parallelize(Seq[((String, String), Int)](), 3),
  sc.parallelize(Seq[((String, String), Int)]((("to be", "水"), 9), (("", "a"), 12), (("to be", "river"), 10)), 1),
  sc.parallelize(Seq[((String, String), Int)]((("opens", ""), 3)), 2),
  sc.parallelize(Seq[((String, String), Int)](), 6)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[Double]](
  sc.parallelize(Seq[Double](2.5, 3.5, 2.2), 6),
  sc.parallelize(Seq[Double](2.0), 4),
  sc.parallelize(Seq[Double](2.8, 2.5e7, 1.8), 5),
  sc.parallelize(Seq[Double](1.7, 1.9), 6),
  sc.parallelize(Seq[Double](1.4, 2.6, 2.0, 3.3), 5),
  sc.parallelize(Seq[Double](2.1, 3.1, 1.7, 4.0), 2),
  sc.parallelize(Seq[Double](3.6), 1),
  sc.parallelize(Seq[Double](2.5e7), 3)), true)
val s3 = s1.reduceByKeyAndWindow((a: Int, b: Int) => a + b, Milliseconds(3000), Milliseconds(2000), 1)
val s4 = s3.leftOuterJoin(s3)
val s5 = s4.rightOuterJoin(s3, 3)
val s6 = s5.mapPartitions[((String, String), (Option[(Int, Option[Int])], Int))]((list: Iterator[((String, String), (Option[(Int, Option[Int])], Int))]) => list.toList.reverse.iterator)
val s7 = s6.flatMapValues[List[Double]]((v: (Option[(Int, Option[Int])], Int)) => List[List[Double]](List(v._2 / 4.0)))
s7.print(0)
s2.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
