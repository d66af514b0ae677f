// batches: 5  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2)), 2),
  sc.parallelize(Seq(("a", 3)), 2),
  sc.parallelize(Seq(("c", 4), ("a", 5)), 2)))
val add = (a: Int, b: Int) => a + b
val less = (a: Int, b: Int) => a - b
input.reduceByKeyAndWindow(add, less, Seconds(2)).print()
input.reduceByKeyAndWindow(add, less, Seconds(2), Seconds(2)).print()
input.reduceByKeyAndWindow(add, less, Seconds(2), Seconds(1), 3).foreachRDD(rdd => show(rdd))
input.reduceByKeyAndWindow(add, less, Seconds(2), Seconds(1), new HashPartitioner(1), (kv: (String, Int)) => kv._2 != 0)
  .foreachRDD(rdd => show(rdd))
