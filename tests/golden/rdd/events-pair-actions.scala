// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4)), 2)))
input.foreachRDD { rdd =>
  val byKey = rdd.countByKey()
  println(byKey("a"))
  val byValue = rdd.values.countByValue()
  println(byValue(4))
  println(rdd.collectAsMap()("c"))
  println(rdd.lookup("a").length)
  println(rdd.partitionBy(new HashPartitioner(3)).lookup("a").length)
}
