// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2), 1)))
val file = new java.io.PrintWriter(s"$dir/log.txt")
attempt { input.map { x => file.print(x); x } }
attempt { input.filter { x => file.print(x); true } }
input.foreachRDD { rdd =>
  attempt { rdd.foreach(x => file.print(x)) }
  attempt { rdd.map { x => file.print(x); x } }
}
