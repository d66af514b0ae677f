// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
show(sc.range(0, 10, 1, 3))
show(sc.range(0, 10, 3, 2))
show(sc.range(10, 0, -4, 2))
show(sc.range(5, 5, 1, 2))
show(sc.range(1, 6))
show(sc.range(4000000000L, 4000000004L, 2))
