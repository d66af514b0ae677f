// batches: 4  interval: 1000  master: local[2]
import org.apache.spark.streaming.scheduler._
def output(i: OutputOperationInfo) = s"${i.batchTime} ${i.id} ${i.name.split(":")(0)} ${i.startTime.isDefined} ${i.endTime.isDefined} ${i.duration.isDefined} ${i.failureReason.map(_.split("\n")(0)).getOrElse("-")}"
def batch(i: BatchInfo) = s"${i.batchTime} records ${i.numRecords} inputs ${i.streamIdToInputInfo.size} ${i.processingStartTime.isDefined} ${i.processingEndTime.isDefined} ${i.schedulingDelay.isDefined} ${i.processingDelay.isDefined} ${i.totalDelay.isDefined}"
def outputs(i: BatchInfo) = i.outputOperationInfos.toSeq.sortBy(_._1).foreach(o => println("  " + output(o._2)))
class Listener(name: String) extends StreamingListener {
  override def onStreamingStarted(e: StreamingListenerStreamingStarted): Unit = println(name + " started")
  override def onBatchSubmitted(e: StreamingListenerBatchSubmitted): Unit = { println(name + " submitted " + batch(e.batchInfo)); outputs(e.batchInfo) }
  override def onBatchStarted(e: StreamingListenerBatchStarted): Unit = { println(name + " started " + batch(e.batchInfo)); outputs(e.batchInfo) }
  override def onBatchCompleted(e: StreamingListenerBatchCompleted): Unit = { println(name + " completed " + batch(e.batchInfo)); outputs(e.batchInfo) }
  override def onOutputOperationStarted(e: StreamingListenerOutputOperationStarted): Unit = println(name + " output started " + output(e.outputOperationInfo))
  override def onOutputOperationCompleted(e: StreamingListenerOutputOperationCompleted): Unit = println(name + " output completed " + output(e.outputOperationInfo))
}
def settle(n: Int) = { run(n); Thread.sleep(700) }
val input = ssc.queueStream(mutable.Queue[RDD[Int]](sc.makeRDD(Seq(1)), sc.makeRDD(Seq(2)), sc.makeRDD(Seq(3)), sc.makeRDD(Seq(4))))
input.window(Seconds(2), Seconds(2)).foreachRDD { rdd => rdd.count(); () }
input.foreachRDD { rdd => if (rdd.collect().contains(2)) throw new RuntimeException("two") }
val first = new Listener("A")
val second = new Listener("B") { override def onBatchStarted(e: StreamingListenerBatchStarted): Unit = throw new RuntimeException("broken") }
ssc.addStreamingListener(first)
ssc.addStreamingListener(second)
settle(2)
ssc.removeStreamingListener(second)
ssc.removeStreamingListener(second)
ssc.addStreamingListener(first)
settle(1)
ssc.removeStreamingListener(first)
ssc.addStreamingListener(new StreamingListener {
  override def onBatchCompleted(e: StreamingListenerBatchCompleted): Unit = {
    attempt { ssc.stop(false) }
    attempt { ssc.stop(true, true) }
    attempt { sc.stop() }
    attempt { input.map(x => x) }
    println(ssc.getState())
  }
})
settle(1)
ssc.stop(false)
println(ssc.getState())
