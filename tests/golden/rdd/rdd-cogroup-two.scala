// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val left = sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4)), 2)
val right = sc.parallelize(Seq(("a", "x"), ("c", "y"), ("a", "z"), ("d", "w")), 3)
show(left.cogroup(right))
show(left.cogroup(right, 1))
show(left.cogroup(right, new HashPartitioner(2)).mapValues(both => both._1.size + "/" + both._2.size))
