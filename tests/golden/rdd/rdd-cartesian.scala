// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val a = sc.parallelize(Seq(1, 2, 3), 2)
val b = sc.parallelize(Seq("x", "y", "z"), 2)
show(a.cartesian(b))
println(a.cartesian(b).getNumPartitions + "\t" + a.cartesian(sc.emptyRDD[Int]).getNumPartitions)
show(a.cartesian(a).filter { case (x, y) => x < y })
