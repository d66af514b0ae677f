// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4), ("b", 5), ("a", 6)), 3)
show(records.groupByKey())
show(records.groupByKey(1))
show(records.groupByKey(new HashPartitioner(2)))
show(records.groupByKey().mapValues(values => values.size + " up to " + values.max))
