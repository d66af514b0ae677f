// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val numbers = sc.parallelize(Seq[Long](5000000000L, -3, 7, -5000000000L, 0, 2147483648L, -2147483649L, 12), 2)
show(numbers.sortBy(x => x))
