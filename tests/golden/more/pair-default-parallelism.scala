// batches: 1  interval: 1000  master: local[2]  conf spark.default.parallelism=3
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4)), 5)))
input.reduceByKey((a: Int, b: Int) => math.max(a, b)).foreachRDD(rdd => show(rdd))
input.groupByKeyAndWindow(Seconds(2)).foreachRDD(rdd => show(rdd))
input.count().foreachRDD(rdd => show(rdd))
input.join(input).foreachRDD(rdd => println(rdd.getNumPartitions))
input.transform(_.groupByKey()).foreachRDD(rdd => println(rdd.getNumPartitions))
