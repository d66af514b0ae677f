// batches: 26  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq[(String, Int)](("k8", 16), ("k5", 77), ("k7", 80)), 2),
  sc.parallelize(Seq[(String, Int)](("k9", 1), ("k7", 33), ("k8", 29)), 2),
  sc.parallelize(Seq[(String, Int)](("k11", 60), ("k8", 70), ("k7", 50)), 2),
  sc.parallelize(Seq[(String, Int)](("k2", 29), ("k10", 19), ("k8", 49)), 2),
  sc.parallelize(Seq[(String, Int)](("k10", 99), ("k1", 20), ("k9", 5)), 2),
  sc.parallelize(Seq[(String, Int)](("k0", 34), ("k7", 76), ("k11", 49)), 2),
  sc.parallelize(Seq[(String, Int)](("k6", 50), ("k11", 73), ("k7", 17)), 2),
  sc.parallelize(Seq[(String, Int)](("k1", 4), ("k2", 63), ("k3", 33)), 2),
  sc.parallelize(Seq[(String, Int)](("k6", 99), ("k10", 38), ("k6", 64)), 2),
  sc.parallelize(Seq[(String, Int)](("k9", 44), ("k8", 74), ("k6", 74)), 2),
  sc.parallelize(Seq[(String, Int)](("k5", 87), ("k0", 35), ("k9", 85)), 2),
  sc.parallelize(Seq[(String, Int)](("k11", 41), ("k8", 73), ("k9", 13)), 2),
  sc.parallelize(Seq[(String, Int)](("k3", 81), ("k9", 34), ("k4", 15)), 2),
  sc.parallelize(Seq[(String, Int)](), 2),
  sc.parallelize(Seq[(String, Int)](("k7", 11), ("k5", 8), ("k6", 19)), 2),
  sc.parallelize(Seq[(String, Int)](), 2),
  sc.parallelize(Seq[(String, Int)](("k6", 15), ("k0", 77), ("k9", 97)), 2),
  sc.parallelize(Seq[(String, Int)](), 2),
  sc.parallelize(Seq[(String, Int)](("k5", 70), ("k4", 64), ("k3", 4)), 2),
  sc.parallelize(Seq[(String, Int)](("k1", 13), ("k9", 68), ("k0", 25)), 2),
  sc.parallelize(Seq[(String, Int)](("k4", 78), ("k4", 19), ("k11", 5)), 2),
  sc.parallelize(Seq[(String, Int)](("k5", 40), ("k5", 17), ("k6", 48)), 2),
  sc.parallelize(Seq[(String, Int)](("k8", 49), ("k10", 76), ("k10", 71)), 2),
  sc.parallelize(Seq[(String, Int)](), 2),
  sc.parallelize(Seq[(String, Int)](("k8", 34), ("k6", 81), ("k11", 91)), 2),
  sc.parallelize(Seq[(String, Int)](("k4", 55), ("k4", 66), ("k4", 70)), 2)))
val spec = StateSpec.function((key: String, value: Option[Int], state: State[Int]) => {
  if (state.isTimingOut()) key + " timed out"
  else if (value.get % 10 == 3) { if (state.exists) state.remove(); key + " removed" }
  else { state.update(value.get); key + "=" + value.get }
}).timeout(Seconds(3)).numPartitions(1)
val log = input.mapWithState(spec)
log.checkpoint(Seconds(2))
log.print(1000)
log.stateSnapshots().print(1000)
