// batches: 2  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4)), 2),
  sc.parallelize(Seq(("b", 5), ("b", 6)), 3)))
input.groupByKey(3).foreachRDD(rdd => show(rdd))
input.groupByKey(new HashPartitioner(1)).print()
