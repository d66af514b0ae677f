// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue(sc.parallelize(Seq("a", "b", "c"), 2), sc.parallelize(Seq("d"), 2)))
input.saveAsObjectFiles(s"$dir/out/all", "obj")
input.foreachRDD { (rdd, time) =>
  rdd.saveAsObjectFile(s"$dir/out/one")
  val back = sc.objectFile[String](s"$dir/out/one")
  println(back.count())
  println(rdd.map(x => x).id)
  println(sc.objectFile[String](s"$dir/out/all-${time.milliseconds}.obj").collect().sorted.mkString(" "))
  for (x <- back.toLocalIterator) println(x)
}
