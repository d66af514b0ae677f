// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val left = sc.parallelize(Seq(("a", 1), ("b", 2), ("c", 3), ("a", 4), ("d", 5)), 2)
val right = sc.parallelize(Seq(("b", "x"), ("c", "y")), 3)
show(left.subtractByKey(right))
show(left.subtractByKey(right, 3))
val parts = left.partitionBy(new HashPartitioner(2))
show(parts.subtractByKey(right))
println(parts.subtractByKey(right).partitioner)
