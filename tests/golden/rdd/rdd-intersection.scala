// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val a = sc.parallelize(Seq("d", "a", "b", "a", "c", "d", "e"), 2)
val b = sc.parallelize(Seq("b", "c", "c", "e", "x"), 3)
show(a.intersection(b))
show(a.intersection(b, 1))
show(a.intersection(b, new HashPartitioner(2)))
