// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val a = sc.parallelize(Seq(1, 2, 3, 4, 5), 2)
val b = sc.parallelize(Seq("v", "w", "x", "y", "z"), 2)
show(a.zip(b))
show(a.zip(a.map(x => x * x)))
attempt { a.zip(sc.parallelize(Seq(1, 2, 3, 4, 5), 3)) }
attempt { a.zip(sc.parallelize(Seq(1, 2, 3, 4, 5), 3)).count() }
