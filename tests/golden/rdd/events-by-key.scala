// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4)), 2)))
input.foreachRDD { rdd =>
  val parts = rdd.partitionBy(new HashPartitioner(3))
  println(rdd.reduceByKey(_ + _).count() + "\t" + rdd.groupByKey(3).count())
  println(parts.reduceByKey(_ + _).count() + "\t" + parts.groupByKey().count())
  println(rdd.foldByKey(0)(_ + _).count() + "\t" + rdd.aggregateByKey(0)(_ + _, _ + _).count())
  println(rdd.groupBy(_._1).count() + "\t" + rdd.keyBy(_._1).count())
}
