// batches: 3  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2), 2),
  sc.parallelize(Seq(3), 2)))
val seen = mutable.ArrayBuffer[String]()
import org.apache.spark.streaming.scheduler._
ssc.addStreamingListener(new StreamingListener {
  override def onStreamingStarted(e: StreamingListenerStreamingStarted): Unit = seen += "started"
  override def onBatchSubmitted(e: StreamingListenerBatchSubmitted): Unit = seen += "submitted " + e.batchInfo.batchTime
  override def onBatchStarted(e: StreamingListenerBatchStarted): Unit = seen += "begun " + e.batchInfo.batchTime
  override def onOutputOperationStarted(e: StreamingListenerOutputOperationStarted): Unit = {
    val info = e.outputOperationInfo
    seen += "output " + info.id + " of " + info.batchTime + " " + info.name.takeWhile(_ != ' ')
  }
  override def onOutputOperationCompleted(e: StreamingListenerOutputOperationCompleted): Unit =
    seen += "output " + e.outputOperationInfo.id + " done"
  override def onBatchCompleted(e: StreamingListenerBatchCompleted): Unit =
    seen += "completed " + e.batchInfo.batchTime + " " + e.batchInfo.numRecords
})
input.print()
input.count().foreachRDD(rdd => rdd.first())

await()
sc.listenerBus.waitUntilEmpty()
seen.foreach(println)
