// batches: 3  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[String]](
  sc.parallelize(Seq("a b", "a"), 2),
  sc.parallelize(Seq("c"), 2),
  sc.parallelize(Seq("d"), 1)))
input.flatMap(_.split(" ")).window(Seconds(2), Seconds(1)).saveAsTextFiles(s"$dir/out/window")
input.map(w => (w, 1)).reduceByKeyAndWindow((a: Int, b: Int) => math.max(a, b), Seconds(2), Seconds(2), 1).saveAsTextFiles(s"$dir/out/counts", "txt")

await()
listing(s"$dir/out")
