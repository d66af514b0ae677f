// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val numbers = sc.range(0, 100, 1, 3)
show(numbers.sample(false, 0.1, 42))
show(numbers.sample(false, 0.3, 42))
show(numbers.sample(false, 0.5, 42))
show(numbers.sample(false, 0.9, 7))
