// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2), 2),
  sc.parallelize(Seq(3), 2)))
input.foreachRDD(rdd => println("rdd only\t" + rdd.count()))
input.foreachRDD((rdd: RDD[Int], time: Time) => println(time + "\t" + time.milliseconds + "\t" + rdd.count()))
input.foreachRDD(_ => println("nothing"))
