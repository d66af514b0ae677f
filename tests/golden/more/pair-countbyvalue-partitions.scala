// batches: 2  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val input = ssc.queueStream(mutable.Queue[RDD[String]](
  sc.parallelize(Seq("a", "b", "a", "c"), 2),
  sc.parallelize(Seq("c"), 1)))
input.countByValue(3).foreachRDD(rdd => show(rdd))
input.map(w => (w, 1)).countByValue(1).print()
