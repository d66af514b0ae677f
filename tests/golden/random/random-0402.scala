// batches: 7  interval: 1000  master: local[4]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, Int)]](
  sc.parallelize(Seq[(Int, Int)]((1, 3), (-9, 350)), 2),
  sc.parallelize(Seq[(Int, Int)]((7, 2), (11, 204), (9, -1), (122, 80)), 6),
  sc.parallelize(Seq[(Int, Int)](), 5),
  sc.parallelize(Seq[(Int, Int)]((-1, 4), (7, 8)), 4)), true)
s1.cache()
val s2 = new GeneratorStream[(Int, Long)](ssc, 1, batch =>
  (1 to (batch % 3 * 2)).map { i => val made: (Int, Long) = (((batch * 7 + i) + 3), 5000000000L + (batch * 7 + i)); made })
val s3 = s2.transformWith[(Int, Int), (Int, (Long, Option[Int]))](s1, (a: RDD[(Int, Long)], b: RDD[(Int, Int)]) => a.leftOuterJoin(b))
val s4 = s3.countByValueAndWindow(Milliseconds(3000), Milliseconds(1000))
val s5 = s4.mapValues[Boolean]((v: Long) => (v % 1000).toInt > 5)
val s6 = s5.countByValueAndWindow(Milliseconds(2000), Milliseconds(2000), 5)
val s7 = s6.reduceByKey((a: Long, b: Long) => math.min(a, b))
s7.print(1)
s1.print(100)
