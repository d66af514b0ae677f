// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(3, 1, 2), 2),
  sc.parallelize(Seq(4), 2)))
input.print()
input.map(_ * 10).print(2)
input.foreachRDD(rdd => println("between\t" + rdd.count()))
input.print()
input.count().print()
