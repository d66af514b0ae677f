// batches: 9  interval: 500  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, String)]](
  sc.parallelize(Seq[(Int, String)](), 1),
  sc.parallelize(Seq[(Int, String)]((7, "a"), (11, "été"), (8, "AaBB"), (12, "BBAa")), 3),
  sc.parallelize(Seq[(Int, String)]((10, "the")), 4),
  sc.parallelize(Seq[(Int, String)]((8, "Aa"), (-4, "gate")), 1),
  sc.parallelize(Seq[(Int, String)]((8, "the"), (6, "runs"), (8, "BB")), 5),
  sc.parallelize(Seq[(Int, String)](), 3),
  sc.parallelize(Seq[(Int, String)]((8, "river"), (192, "BBAa"), (1, "river")), 2),
  sc.parallelize(Seq[(Int, String)]((11, "")), 6),
  sc.parallelize(Seq[(Int, String)]((2, "été"), (-6, "BB"), (5, "AaBB"), (2, "to be")), 1)), true)
val s2 = s1.union(s1)
val s3 = s2.filter({ case (k, v) => (if (v == "the") 1 else 0) > 5 })
s3.cache()
val s4 = s3.countByValue(3)
val s5 = s4.countByValueAndWindow(Milliseconds(500), Milliseconds(500), 5)
val s6 = s3.reduceByKeyAndWindow((a: String, b: String) => (if (a < b) a else b), Milliseconds(1000), Milliseconds(1000))
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(100)) println("  " + x)
}
s5.print(0)
