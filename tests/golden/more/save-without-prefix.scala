// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[String]](
  sc.parallelize(Seq("a", "b"), 1)))
input.saveAsTextFiles(s"$dir/out/")
input.saveAsTextFiles(s"$dir/out/x", "y.z")

await()
listing(s"$dir/out")
