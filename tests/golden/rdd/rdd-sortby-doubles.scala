// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val numbers = sc.parallelize(Seq(2.5, -1.0, 0.0, 100.0, -0.0, 3.25, 2.5, -7.5), 3)
show(numbers.sortBy(x => x))
show(numbers.sortBy(x => -x, true, 2))
show(numbers.sortBy(x => x, false, 1))
