// batches: 8  interval: 1000  master: local[2]  own-context
def create(): StreamingContext = {
  println("creating")
  val ssc = newContext()
  ssc.checkpoint(s"$dir/checkpoint")
  new GeneratorStream(ssc, 2, batch => Seq(batch, batch * 10)).foreachRDD { (rdd: RDD[Int], time: Time) =>
    println(time + " " + rdd.collect().mkString(","))
    if (time.milliseconds == 2000 && System.getProperty("again") == null) { System.setProperty("again", "1"); throw new RuntimeException("x") }
  }
  ssc
}
val first = use(StreamingContext.getOrCreate(s"$dir/checkpoint", () => create()))
run(4)
attempt { first.awaitTerminationOrTimeout(0) }
first.stop()
println("stopped")
println(new java.io.File(s"$dir/checkpoint").list.filter(_.startsWith("checkpoint-")).sorted.mkString(" "))
val second = use(StreamingContext.getOrCreate(s"$dir/checkpoint", () => create()))
run(6)
second.stop()
println(new java.io.File(s"$dir/checkpoint").list.filter(_.startsWith("checkpoint-")).sorted.mkString(" "))
val sc = new SparkContext(new SparkConf().setMaster("local[2]").setAppName("z"))
println(sc.parallelize(1 to 4, 2).map(_ + 1).reduce(_ + _))
val third = use(StreamingContext.getOrCreate(s"$dir/checkpoint", () => create()))
println(third.sparkContext eq sc)
println(third.sparkContext.appName)
