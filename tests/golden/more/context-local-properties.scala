// batches: 3  interval: 1000  master: local[2]
def show(where: String): Unit =
  println(where + " " + Seq("x", "y", "z").map(sc.getLocalProperty(_)).mkString(" "))
show("first")
sc.setLocalProperty("x", "before")
sc.setLocalProperty("y", "before")
val input = ssc.queueStream(mutable.Queue[RDD[Int]]())
input.foreachRDD { (rdd: RDD[Int], time: Time) =>
  show("a")
  sc.setLocalProperty("x", "set in a")
  sc.setLocalProperty("y", null)
  show("a")
}
input.transform { (rdd: RDD[Int]) =>
  show("transform")
  sc.setLocalProperty("x", "set in transform")
  sc.setLocalProperty("z", "set in transform")
  rdd
}.foreachRDD { (rdd: RDD[Int], time: Time) => show("b") }
ssc.addStreamingListener(new org.apache.spark.streaming.scheduler.StreamingListener {
  import org.apache.spark.streaming.scheduler._
  override def onBatchCompleted(event: StreamingListenerBatchCompleted): Unit = {
    show("listener")
    sc.setLocalProperty("x", "set in a listener")
  }
})
ssc.start()
sc.setLocalProperty("x", "after start")
run(3)
show("last")
