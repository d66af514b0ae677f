// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val numbers = sc.range(0, 12, 1, 2)
show(numbers.sample(false, 0.0, 1))
show(numbers.sample(false, 1.0, 1))
show(numbers.sample(false, 0.5, -1))
show(numbers.sample(false, 0.5, 0))
show(numbers.sample(false, 0.4, 123456789))
show(numbers.sample(false, 0.41, 123456789))
show(sc.range(0, 200, 1, 1).sample(false, 0.05, 3000000000L))
attempt { numbers.sample(false, -0.5, 1) }
attempt { numbers.sample(false, 1.5, 1).count() }
