// own-context
// What a batch costs that has no records: the processing times that Spark Streaming
// tells its listeners on the real clock, in ms, every 200 ms (docs/cost-model.md).
import org.apache.spark.streaming.scheduler._

for (n <- Seq(1, 4, 8, 16)) {
  val conf = newConf().setMaster("local[1]").remove("spark.streaming.clock")
  val ssc = new StreamingContext(conf, Milliseconds(200))
  val times = mutable.ArrayBuffer[Long]()
  ssc.addStreamingListener(new StreamingListener {
    override def onBatchCompleted(done: StreamingListenerBatchCompleted): Unit =
      times.synchronized(times += done.batchInfo.processingDelay.get)
  })
  val nothing = ssc.sparkContext.parallelize(Seq.empty[Int], n)
  ssc.queueStream(mutable.Queue[RDD[Int]](), true, nothing).foreachRDD { (rdd: RDD[Int]) =>
    rdd.count()
    ()
  }
  ssc.start()
  ssc.awaitTerminationOrTimeout(12000)
  ssc.stop(true, false)
  val late = times.synchronized(times.toList).drop(20).sorted
  println(s"tasks=$n batches=${late.size} quartile_ms=${late(late.size / 4)} median_ms=${late(late.size / 2)}")
}
