// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.parallelize(Seq((7, "a"), (2, "b"), (4, "c"), (1, "d"), (2, "e"), (9, "f")), 3)
show(records.repartitionAndSortWithinPartitions(new HashPartitioner(2)))
show(records.repartitionAndSortWithinPartitions(new HashPartitioner(1)))
