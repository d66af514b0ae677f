// batches: 4  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1), 2),
  sc.parallelize(Seq(2), 2),
  sc.parallelize(Seq(3), 2)))
val other = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(10), 1),
  sc.parallelize(Seq(20), 1),
  sc.parallelize(Seq(30), 1)))
input.union(other).window(Seconds(2)).foreachRDD(rdd => show(rdd))
input.window(Seconds(2), Seconds(2)).union(other.window(Seconds(3), Seconds(2))).foreachRDD(rdd => show(rdd))
