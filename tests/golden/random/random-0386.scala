// batches: 3  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(Double, Int)]((0.0, 0), (0.2, 0), (3.5, 216)), 3)
val rdd2 = sc.parallelize(Seq[(String, Int)](("水", 8), ("AaBB", 2)), 3)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Double, (Long, Int))]](
  sc.parallelize(Seq[(Double, (Long, Int))](), 2),
  sc.parallelize(Seq[(Double, (Long, Int))]((2.4, (5000000000L, 2)), (1.4, (12999999496L, 11)), (3.6, (7999999811L, 11)), (3.3, (7999999811L, 5)), (0.4, (13999999433L, 2)), (0.0, (16999999244L, 11))), 2),
  sc.parallelize(Seq[(Double, (Long, Int))](), 1)), true, sc.parallelize(Seq[(Double, (Long, Int))]((1.0, (15999999307L, 11)), (2.7, (11999999559L, -5))), 4))
s1.persist()
val s2 = ssc.union(Seq(s1, s1))
s2.persist()
val s3 = s2.map[(Double, Int)]({ case (k, v) => (k, math.abs(v._2) % 5 + 1) }).reduceByKeyAndWindow((a: Int, b: Int) => a + b, (a: Int, b: Int) => a - b, Milliseconds(3000), Milliseconds(1000), new HashPartitioner(2), (kv: (Double, Int)) => kv._2 > 0)
val s4 = s3.mapWithState(StateSpec.function((key: Double, value: Option[Int], state: State[Int]) => {
  if (state.isTimingOut()) -1 else {
    state.update(state.getOption.getOrElse(0) + 1)
    state.get
  }
}).numPartitions(1).initialState(rdd1))
val s5 = s4.stateSnapshots()
val s6 = s5.union(s3)
s6.cache()
s6.print()
s4.print(100)
