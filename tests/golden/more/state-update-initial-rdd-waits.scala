// batches: 4  interval: 1000  master: local[2]
class Second(owner: StreamingContext)
    extends org.apache.spark.streaming.dstream.InputDStream[(String, Int)](owner) {
  def start(): Unit = ()
  def stop(): Unit = ()
  def compute(time: Time): Option[org.apache.spark.rdd.RDD[(String, Int)]] =
    if (time.milliseconds != 2000) None
    else Some(this.context.sparkContext.parallelize(Seq(("a", 7)), 2))
}
ssc.checkpoint(dir)
val initial = sc.parallelize(Seq(("a", 1), ("a", 2), ("b", 5)), 2).groupByKey(2).mapValues(_.sum)
val grouped = sc.parallelize(Seq(("a", 1), ("a", 2), ("b", 5)), 2).groupByKey(2)
val input = new Second(ssc)
input.updateStateByKey((values: Seq[Int], state: Option[Int]) => Some(values.sum + 10 * state.getOrElse(0)),
  new org.apache.spark.HashPartitioner(2), initial).print()
input.updateStateByKey((values: Seq[Int], state: Option[Iterable[Int]]) =>
  Some(state.getOrElse(Nil).toList ++ values), new org.apache.spark.HashPartitioner(2), grouped).print()
