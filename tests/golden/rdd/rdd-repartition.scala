// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val numbers = sc.parallelize(Seq(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 3)
show(numbers.repartition(2))
show(numbers.repartition(4))
show(numbers.repartition(1))
show(numbers.coalesce(5, true))
