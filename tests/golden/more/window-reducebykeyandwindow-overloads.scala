// batches: 4  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2)), 2),
  sc.parallelize(Seq(("a", 3)), 2),
  sc.parallelize(Seq(("c", 4), ("a", 5)), 2)))
val add = (a: Int, b: Int) => a + b
input.reduceByKeyAndWindow(add, Seconds(2)).print()
input.reduceByKeyAndWindow(add, Seconds(3), Seconds(2)).print()
input.reduceByKeyAndWindow(add, Seconds(2), Seconds(1), 3).foreachRDD(rdd => show(rdd))
input.reduceByKeyAndWindow(add, Seconds(2), Seconds(2), new HashPartitioner(1)).foreachRDD(rdd => show(rdd))
