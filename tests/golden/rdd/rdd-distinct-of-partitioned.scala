// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val numbers = sc.parallelize(Seq((1, 1), (2, 1), (1, 1), (1, 2), (5, 7), (5, 7)), 2)
val parts = numbers.partitionBy(new HashPartitioner(3))
show(parts.distinct())
println(parts.distinct().partitioner)
show(parts.distinct(3))
println(lineage(parts.distinct(3)))
println(lineage(parts.distinct(2)))
