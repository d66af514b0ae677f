// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.parallelize(Seq[(String, Int)](("a", 1), ("b", 2), ("c", 3), ("d", 4), ("a", 5), (null, 6)), 3)
show(records.partitionBy(new HashPartitioner(2)))
show(records.partitionBy(new HashPartitioner(5)))
val two = records.partitionBy(new HashPartitioner(2))
println((two.id == two.partitionBy(new HashPartitioner(2)).id) + "\t" + (two.id == two.partitionBy(new HashPartitioner(3)).id))
