// batches: 6  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1), 2),
  sc.parallelize(Seq(2, 22), 2),
  sc.parallelize(Seq(3), 2),
  sc.parallelize(Seq(4), 2),
  sc.parallelize(Seq(5), 2)))
val doubled = input.map(_ * 2)
val windowed = input.window(Seconds(2), Seconds(2))
doubled.foreachRDD(_ => ())
windowed.foreachRDD(_ => ())
ssc.remember(Seconds(20))
try input.slice(Time(1000), Time(2000)) catch {
  case e: Throwable => println("false\t" + e.getClass.getName + "\t" + e.getMessage.replaceAll("@[0-9a-f]+", "@N"))
}

def shown(rdds: Seq[RDD[Int]]): Unit =
  println(rdds.size + "\t" + rdds.map(_.collect().mkString("<", " ", ">")).mkString(" "))
await()
shown(doubled.slice(Time(2000), Time(4000)))
shown(doubled.slice(Time(1500), Time(3999)))
shown(doubled.slice(Time(0), Time(1000)))
shown(doubled.slice(Time(3000), Time(2000)))
shown(windowed.slice(Time(1000), Time(6000)))
shown(windowed.slice(Time(3000), Time(5000)))
shown(doubled.slice(new Interval(Time(2000), Time(2000))))
