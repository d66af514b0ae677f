// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
show(sc.parallelize(Seq(1, 2, 3, 4, 5, 6, 7), 3))
show(sc.parallelize(Seq("a", "b"), 4))
show(sc.parallelize(Seq(1, 2, 3)))
show(sc.parallelize(Seq[Int]()))
