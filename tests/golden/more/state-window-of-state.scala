// batches: 5  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1)), 2),
  sc.parallelize(Seq(("b", 2)), 2),
  sc.parallelize(Seq(("a", 3)), 2)))
val update = (values: Seq[Int], state: Option[Int]) => Some(state.getOrElse(0) + values.sum): Option[Int]
val state = input.updateStateByKey(update)
state.window(Seconds(2), Seconds(2)).print()
state.reduceByKeyAndWindow((a: Int, b: Int) => math.max(a, b), Seconds(3), Seconds(1)).print()
