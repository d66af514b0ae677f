// batches: 6  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2), 2),
  sc.parallelize(Seq(3), 2),
  sc.parallelize(Seq[Int](), 2),
  sc.parallelize(Seq(4, 5), 2)))
val add = (a: Int, b: Int) => a + b
val less = (a: Int, b: Int) => a - b
input.reduceByWindow(add, Seconds(2), Seconds(1)).foreachRDD(rdd => show(rdd))
input.reduceByWindow(add, less, Seconds(2), Seconds(1)).foreachRDD(rdd => show(rdd))
input.reduceByWindow(add, Seconds(4), Seconds(2)).print()
