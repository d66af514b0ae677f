// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2), 1),
  sc.parallelize(Seq[Int](), 1)))
val seen = mutable.ArrayBuffer[String]()
import org.apache.spark.streaming.scheduler._
ssc.addStreamingListener(new StreamingListener {
  override def onOutputOperationCompleted(e: StreamingListenerOutputOperationCompleted): Unit =
    seen += e.outputOperationInfo.id + " " + e.outputOperationInfo.failureReason.map(_.split("\n")(0)).getOrElse("fine")
  override def onBatchCompleted(e: StreamingListenerBatchCompleted): Unit =
    seen += "completed " + e.batchInfo.batchTime
})
input.foreachRDD(rdd => rdd.first())
input.print()

attempt { await() }
sc.listenerBus.waitUntilEmpty()
seen.foreach(println)
