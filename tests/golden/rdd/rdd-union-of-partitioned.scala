// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val left = sc.parallelize(Seq(("a", 1), ("b", 2), ("c", 3), ("d", 4)), 2)
val right = sc.parallelize(Seq(("d", 5), ("a", 6), ("e", 7)), 3)
val three = new HashPartitioner(3)
val both = left.partitionBy(three).union(right.partitionBy(three))
println(both.partitioner)
show(both)
val mixed = left.partitionBy(three).union(right)
println(mixed.partitioner)
show(mixed)
