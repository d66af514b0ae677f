// batches: 3  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 1)), 2),
  sc.parallelize(Seq(("a", 2), ("c", 1)), 2)))
val update = (iterator: Iterator[(String, Seq[Int], Option[Int])]) => iterator.map {
  case (key, values, state) => (key, state.getOrElse(0) + values.size)
}
input.updateStateByKey(update, new HashPartitioner(2), true).foreachRDD { rdd =>
  println(rdd.partitioner + "\t" + rdd.count())
}
input.updateStateByKey(update, new HashPartitioner(2), false).foreachRDD { rdd =>
  println(rdd.partitioner + "\t" + rdd.count())
}
