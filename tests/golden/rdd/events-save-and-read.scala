// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  rdd.saveAsTextFile(s"$dir/out/numbers")
  println(sc.textFile(s"$dir/out/numbers", 1).count())
  rdd.saveAsTextFile(s"$dir/out/numbers")
  println(sc.textFile(s"$dir/out/numbers", 1).map(s => (s, 1)).reduceByKey((a: Int, b: Int) => math.max(a, b)).count())
}
