// batches: 8  interval: 1000  master: local[2]  conf spark.default.parallelism=5
val s1 = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq[(String, Int)](), 3),
  sc.parallelize(Seq[(String, Int)]((null, -3)), 4),
  sc.parallelize(Seq[(String, Int)](), 6),
  sc.parallelize(Seq[(String, Int)](("BB", 359), (null, 10)), 1),
  sc.parallelize(Seq[(String, Int)](("été", 2)), 3)), true)
val s2 = s1.reduceByKey((a: Int, b: Int) => (math.abs(a) % 1009 * 31 + math.abs(b)) % 1009)
val s3 = s2.countByValue(6)
val s4 = s3.reduceByKeyAndWindow((a: Long, b: Long) => a + b, Milliseconds(3000), Milliseconds(2000), new HashPartitioner(5))
val s5 = s3.map[(String, String)]({ case (k, v) => ("k" + k._2, "k" + (if (k._1 == null) 1 else 0)) })
s5.print(25)
s4.foreachRDD { (rdd, time) =>
  for (x <- rdd.partitionBy(new HashPartitioner(2)).collect()) println("  " + x)
}
