// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val a = sc.parallelize(Seq(1, 2, 3, 4), 2)
val b = sc.parallelize(Seq(5, 6, 7), 3)
show(a.union(b).coalesce(2))
show(a.union(b).coalesce(3, false))
show(a.union(b).coalesce(3, true))
attempt { a.coalesce(0) }
attempt { a.coalesce(-1) }
