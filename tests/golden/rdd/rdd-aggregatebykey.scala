// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4), ("a", 5), ("b", 6)), 2)
val longer = (acc: String, v: Int) => acc + v
val join = (a: String, b: String) => a + "|" + b
show(records.aggregateByKey("z")(longer, join))
show(records.aggregateByKey("z", 3)(longer, join))
show(records.aggregateByKey("z", new HashPartitioner(1))(longer, join))
show(records.partitionBy(new HashPartitioner(2)).aggregateByKey("z")(longer, join))
