// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4), ("b", 5)), 2)
val add = (a: Int, b: Int) => a + b
show(records.reduceByKey(add))
show(records.reduceByKey(add, 3))
show(records.reduceByKey(new HashPartitioner(4), add))
show(records.partitionBy(new HashPartitioner(5)).reduceByKey(add))
