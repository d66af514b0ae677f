// batches: 3  interval: 1000  master: local[2]  own-context
println(StreamingContext.getActive())
attempt { new StreamingContext(new SparkConf(false), Seconds(1)) }
val sc = new SparkContext(newConf())
def queue() = mutable.Queue[RDD[Int]](sc.makeRDD(Seq(1)), sc.makeRDD(Seq(2)), sc.makeRDD(Seq(3)), sc.makeRDD(Seq(4)))
val a = use(new StreamingContext(sc, Seconds(1)))
a.queueStream(queue()).foreachRDD((rdd, time) => println("a " + time + " " + rdd.count()))
println(a.getState() + " " + a.awaitTerminationOrTimeout(100))
attempt { a.remember(Milliseconds(0)) }
attempt { a.remember(Seconds(1)) }
a.start()
println(a.getState() + " " + (a.sparkContext eq sc) + " " + (StreamingContext.getActive().get eq a))
attempt { a.start() }
val b = new StreamingContext(sc, Seconds(1))
b.queueStream(queue()).foreachRDD((rdd, time) => { println("b " + time + " " + rdd.count()); if (time == Time(3000)) throw new RuntimeException("three") })
println(try { b.start(); "started" } catch { case e: IllegalStateException => e.getMessage.take(95) })
println(b.getState())
run(1)
a.stop(false)
println(a.getState() + " " + StreamingContext.getActive() + " " + sc.isStopped)
println(a.awaitTerminationOrTimeout(1))
attempt { a.awaitTermination() }
attempt { a.stop(false) }
attempt { a.start() }
attempt { a.remember(Seconds(4)) }
attempt { a.socketTextStream("localhost", 9) }
use(b)
b.scheduler.clock.asInstanceOf[org.apache.spark.util.ManualClock].setTime(1501)
run(1)
println(b.getState())
val c = new StreamingContext(sc, Seconds(1))
attempt { c.stop(false) }
println(c.getState() + " " + c.awaitTerminationOrTimeout(50))
attempt { c.start() }
println(b.getState() + " " + (StreamingContext.getActive().get eq b))
run(1)
attempt { b.awaitTerminationOrTimeout(1) }
attempt { b.awaitTerminationOrTimeout(1) }
b.stop()
println(b.getState() + " " + StreamingContext.getActive() + " " + sc.isStopped)
attempt { b.awaitTermination() }
attempt { b.stop() }
