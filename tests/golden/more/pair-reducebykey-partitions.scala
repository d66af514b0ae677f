// batches: 2  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4)), 2),
  sc.parallelize(Seq(("b", 5), ("b", 6)), 3)))
val add = (a: Int, b: Int) => a + b
def parts(rdd: RDD[_]): Unit = { println(rdd.getNumPartitions + "\t" + rdd.partitioner); show(rdd) }
input.reduceByKey(add).foreachRDD(rdd => parts(rdd))
input.reduceByKey(add, 3).foreachRDD(rdd => parts(rdd))
input.reduceByKey(add, new HashPartitioner(1)).foreachRDD(rdd => parts(rdd))
