// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val a = sc.parallelize(Seq(1, 2, 3), 2)
val b = sc.parallelize(Seq(3, 4), 1)
show(a.union(b))
show(b.union(a).union(b))
show(sc.union(Seq(a, sc.emptyRDD[Int], b, a)))
show(sc.emptyRDD[Int].union(sc.emptyRDD[Int]))
