// batches: 4  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1), 2),
  sc.parallelize(Seq(2), 2),
  sc.parallelize(Seq(3), 2)))
val doubled = input.map(_ * 2)
ssc.remember(Seconds(10))
doubled.foreachRDD { (rdd: RDD[Int], time: Time) =>
  val all = doubled.slice(Time(1000), time)
  val sum = all.map(r => if (r.isEmpty()) 0 else r.first()).sum
  println(time + "\t" + all.size + "\t" + sum)
}
