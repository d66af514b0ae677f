// batches: 0  interval: 1000  master: local[4]  conf spark.streaming.concurrentJobs=2 conf spark.streaming.clock=org.apache.spark.util.SystemClock
import org.apache.spark.streaming.scheduler._
val input = ssc.queueStream(mutable.Queue[RDD[Int]]())
@volatile var first = 0L
def batch(time: Time): Long = { if (first == 0) first = time.milliseconds; (time.milliseconds - first) / 1000 }
def output(name: String, before: Long, after: Long): Unit =
  input.foreachRDD { (rdd: RDD[Int], time: Time) =>
    val n = batch(time)
    Thread.sleep(before)
    if (n < 3) println(s"$name of $n is half done")
    Thread.sleep(after)
    if (n < 3) println(s"$name of $n ends")
  }
output("a", 320, 320)
output("b", 160, 320)
output("c", 320, 1120)
ssc.addStreamingListener(new StreamingListener {
  override def onBatchStarted(event: StreamingListenerBatchStarted): Unit = {
    val n = batch(event.batchInfo.batchTime)
    if (n < 3) println(s"batch $n starts")
  }
  override def onBatchCompleted(event: StreamingListenerBatchCompleted): Unit = {
    val n = batch(event.batchInfo.batchTime)
    if (n < 3) println(s"batch $n is done")
  }
})
ssc.start()
ssc.awaitTerminationOrTimeout(7500)
