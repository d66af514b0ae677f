// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[String]](
  sc.parallelize(Seq("a", "b"), 1)))
input.saveAsTextFiles(s"$dir/out/same")
input.map(_.toUpperCase).saveAsTextFiles(s"$dir/out/same")
input.foreachRDD { rdd =>
  attempt { rdd.saveAsTextFile(s"$dir/out/rdd") }
  attempt { rdd.saveAsTextFile(s"$dir/out/rdd") }
}

await()
listing(s"$dir/out")
