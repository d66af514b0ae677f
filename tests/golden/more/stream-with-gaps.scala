// batches: 6  interval: 1000  master: local[2]
class Gaps(owner: StreamingContext)
    extends org.apache.spark.streaming.dstream.InputDStream[(String, Int)](owner) {
  def start(): Unit = ()
  def stop(): Unit = ()
  def compute(time: Time): Option[org.apache.spark.rdd.RDD[(String, Int)]] =
    if (time.milliseconds % 3000 != 2000) None
    else Some(this.context.sparkContext.parallelize(Seq(("a", time.milliseconds.toInt), ("b", 1)), 2))
}
ssc.checkpoint(dir)
val input = new Gaps(ssc)
input.mapValues(_ + 1).print()
input.window(Seconds(2)).print()
input.reduceByKeyAndWindow((a: Int, b: Int) => a + b, Seconds(3)).print()
input.reduceByKeyAndWindow((a: Int, b: Int) => a + b, (a: Int, b: Int) => a - b, Seconds(3), Seconds(1), 2).print()
val spec = StateSpec.function((k: String, v: Option[Int], s: State[Int]) => {
  s.update(s.getOption.getOrElse(0) + v.getOrElse(0)); (k, s.get) }).initialState(sc.parallelize(Seq(("z", 9)), 2)).numPartitions(2)
val mapped = input.mapWithState(spec)
mapped.print()
mapped.stateSnapshots().print()
input.updateStateByKey((values: Seq[Int], state: Option[Int]) => Some(values.size + state.getOrElse(0)), 2).print()
