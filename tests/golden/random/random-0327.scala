// batches: 6  interval: 1000  master: local[3]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Double, Int)]](
  sc.parallelize(Seq[(Double, Int)]((3.8, 178), (0.4, 3), (3.4, 4)), 6),
  sc.parallelize(Seq[(Double, Int)]((1.3, 10)), 6),
  sc.parallelize(Seq[(Double, Int)]((0.4, 10)), 4),
  sc.parallelize(Seq[(Double, Int)]((0.5, 9), (1.5, 1), (1.2, 3), (3.5, 195)), 2),
  sc.parallelize(Seq[(Double, Int)]((0.0, 8)), 2)), true)
val s2 = s1.map[(Double, Int)]({ case (k, v) => (k, 1) }).reduceByKeyAndWindow((a: Int, b: Int) => a + b, (a: Int, b: Int) => a - b, Milliseconds(3000), Milliseconds(2000), new HashPartitioner(5), (kv: (Double, Int)) => kv._2 > 0)
val s3 = s2.repartition(3)
val s4 = s3.groupByKey(3)
s4.persist()
val s5 = s4.mapWithState(StateSpec.function((key: Double, value: Option[Iterable[Int]], state: State[Int]) => {
  if (state.isTimingOut()) -1 else {
    state.update(state.getOption.getOrElse(0) + 1)
    state.get
  }
}).timeout(Milliseconds(6000)))
s5.checkpoint(Milliseconds(8000))
val s6 = s3.countByValue()
s6.print(3)
s5.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s6.print(100)
