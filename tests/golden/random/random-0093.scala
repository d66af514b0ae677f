// batches: 2  interval: 1000  master: local[2]  conf spark.default.parallelism=1
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(String, Int)](("", 3), ("river", 5), ("été", 246), ("AaBB", 6)), 3)
val rdd2 = sc.parallelize(Seq[(Long, (Long, String))]((9999999685L, (10999999622L, "to be")), (8999999748L, (15999999307L, "gate")), (12999999496L, (7999999811L, "水"))), 3)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Boolean, String)]](
  sc.parallelize(Seq[(Boolean, String)]((true, "AaBB"), (false, "gate"), (false, "BB"), (true, "AaBB"), (false, null), (false, "to be"), (false, "the"), (false, "BBAa"), (true, "runs"), (true, "opens"), (false, null), (false, "a")), 3)), true, sc.emptyRDD[(Boolean, String)])
val s2 = ssc.queueStream(mutable.Queue[RDD[(String, Double)]](
  sc.parallelize(Seq[(String, Double)](), 6)), true)
val s3 = s2.mapWithState(StateSpec.function((key: String, value: Option[Double], state: State[Int]) => {
  if (state.isTimingOut()) -1 else {
    state.update(state.getOption.getOrElse(0) + 1)
    state.get
  }
}).partitioner(new HashPartitioner(3)).timeout(Milliseconds(3000)).initialState(rdd1))
s3.checkpoint(Milliseconds(3000))
val s4 = s3.transform[(Long, Long)]((rdd: RDD[Int], time: Time) => {
  val ms = time.milliseconds
  rdd.flatMap[Long]((x: Int) => Seq[Long](5000000000L + x, 5000000000L + x)).filter((x: Long) => math.abs((x % 1000).toInt) % 3 == 0).map[(Long, Long)]((x: Long) => (x, ms))
})
val s5 = s4.mapPartitions[(Long, Long)]((list: Iterator[(Long, Long)]) => list.take(1))
val s6 = s5.rightOuterJoin(s4)
val s7 = s6.reduceByKey((a: (Option[Long], Long), b: (Option[Long], Long)) => ((if (a._1.isDefined) a._1 else b._1), b._2), 3)
s7.foreachRDD { (rdd, time) =>
  for (x <- rdd.repartition(4).coalesce(1).join(rdd2).collect()) println("  " + x)
}
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
