// batches: 2  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(Int, String)]](
  sc.emptyRDD[(Int, String)],
  sc.parallelize(Seq((2, "b"), (1, "a")), 2)))
val mapped = input.mapValues(_ + "!")
mapped.checkpoint(Seconds(1))
mapped.foreachRDD(rdd => println(rdd.count()))
input.transform(rdd => rdd.sortByKey(true, 2)).print()
