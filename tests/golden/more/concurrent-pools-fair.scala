// batches: 2  interval: 1000  master: local[1]  conf spark.streaming.concurrentJobs=2 conf spark.scheduler.mode=FAIR
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3), 3),
  sc.parallelize(Seq(4, 5, 6, 7), 4)), true, null)
def output(pool: String, before: Long): Unit =
  input.foreachRDD { (rdd: RDD[Int], time: Time) =>
    Thread.sleep(before)
    sc.setLocalProperty("spark.scheduler.pool", pool)
    rdd.foreach { x =>
      Thread.sleep(300)
      println(s"$pool $x")
    }
  }
output("z", 0)
output("a", 100)
