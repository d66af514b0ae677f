// batches: 4  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[String]](
  sc.parallelize(Seq("a", "b", "a"), 2),
  sc.parallelize(Seq("c"), 2),
  sc.parallelize(Seq("a"), 2)))
input.countByValueAndWindow(Seconds(2), Seconds(1), 3).foreachRDD(rdd => show(rdd))
input.countByValueAndWindow(Seconds(2), Seconds(2), 1).print()
