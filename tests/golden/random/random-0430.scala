// batches: 5  interval: 250  master: local[3]
val s1 = ssc.queueStream(mutable.Queue[RDD[(Double, Int)]](
  sc.parallelize(Seq[(Double, Int)]((2.0, 0), (2.6, 2), (2.5e7, 195), (1.6, 3), (2.1, 12), (0.6, 11)), 6),
  sc.emptyRDD[(Double, Int)],
  sc.parallelize(Seq[(Double, Int)]((3.4, 4), (2.0, 7), (2.5e7, 8)), 4),
  sc.emptyRDD[(Double, Int)]), true, sc.parallelize(Seq[(Double, Int)]((1.4, 2)), 5))
val s2 = s1.leftOuterJoin(s1, new HashPartitioner(3))
val s3 = s1.reduce((a: (Double, Int), b: (Double, Int)) => (a._1, a._2 + b._2))
s3.cache()
val s4 = s3.map[(Double, Boolean)]({ case (k, v) => (v / 4.0, math.abs((if (k > 1.5) 1 else 0)) % 3 == 0) })
s4.foreachRDD { (rdd, time) =>
  for (x <- rdd.flatMapValues[(Boolean, Long)]((v: Boolean) => List[(Boolean, Long)](((if (v) 1 else 0) > 5, 5000000000L + (if (v) 1 else 0)), (v, 5000000000L + (if (v) 1 else 0)))).values.collect()) println("  " + x)
}
s2.print(100)
