// batches: 2  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5, 6, 7), 3),
  sc.parallelize(Seq(8, 9), 1)))
input.repartition(3).foreachRDD(rdd => show(rdd))
input.repartition(1).print()
input.repartition(2).map(x => (x, x)).groupByKey(2).foreachRDD(rdd => println(rdd.getNumPartitions))
