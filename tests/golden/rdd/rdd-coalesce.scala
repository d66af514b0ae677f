// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val numbers = sc.range(0, 10, 1, 10)
for (n <- 1 to 12) {
  println(n)
  show(numbers.coalesce(n))
}
