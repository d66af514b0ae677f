// batches: 8  interval: 1000  master: local[2]  own-context  conf spark.streaming.receiver.writeAheadLog.enable=true
import java.util.concurrent.{LinkedBlockingQueue, Semaphore}
import org.apache.spark.streaming.receiver.Receiver
import org.apache.spark.storage.StorageLevel
class Reader extends Receiver[Int](StorageLevel.MEMORY_ONLY) {
  def onStart(): Unit = new Thread { override def run(): Unit = {
    val blocks = System.getProperties.get("blocks").asInstanceOf[LinkedBlockingQueue[Seq[Int]]]
    val stored = System.getProperties.get("stored").asInstanceOf[Semaphore]
    while (!isStopped) {
      val block = blocks.poll(10, java.util.concurrent.TimeUnit.MILLISECONDS)
      if (block != null) { store(mutable.ArrayBuffer(block: _*)); stored.release() }
    } } }.start()
  def onStop(): Unit = {}
}
val blocks = new LinkedBlockingQueue[Seq[Int]]()
val stored = new Semaphore(0)
System.getProperties.put("blocks", blocks)
System.getProperties.put("stored", stored)
def give(block: Seq[Int]): Unit = { blocks.put(block); stored.acquire() }
def create(): StreamingContext = {
  val ssc = newContext()
  ssc.checkpoint(s"$dir/checkpoint")
  ssc.receiverStream(new Reader).foreachRDD { (rdd, time) =>
    println(time + ": " + rdd.collect().mkString(" "))
    println(rdd.map(_ + 1).toDebugString.replaceAll(" at \\S+:\\d+", " at FILE:LINE").replaceAll("\\[\\d+\\]", ""))
  }
  ssc
}
val first = use(create())
run(0)
give(Seq(1, 2)); give(Seq(3))
run(2)
give(Seq(4, 5))
first.stop()
println("stopped")
val second = use(StreamingContext.getOrCreate(s"$dir/checkpoint", () => create()))
run(0)
give(Seq(6))
run(2)
