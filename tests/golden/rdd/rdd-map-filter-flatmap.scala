// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val numbers = sc.parallelize(Seq(1, 2, 3, 4, 5, 6), 3)
show(numbers.map(x => x * x))
show(numbers.filter(_ > 4))
show(numbers.flatMap(x => Seq.fill(x % 3)(x)))
show(numbers.map(x => (x % 2 == 0, x)).filter { case (even, x) => even && x > 2 })
show(numbers.map(x => (x, "v" + x)).map { case (k, v) => (v, k) })
