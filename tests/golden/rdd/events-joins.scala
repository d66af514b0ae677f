// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4)), 2)))
input.foreachRDD { rdd =>
  val parts = rdd.partitionBy(new HashPartitioner(3))
  println(rdd.join(rdd).count())
  println(parts.leftOuterJoin(rdd).count())
  println(parts.fullOuterJoin(parts).count())
  println(parts.mapValues(v => v).cogroup(rdd, parts).count())
  println(parts.subtractByKey(rdd).count())
}
