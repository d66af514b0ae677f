// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val left = sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4)), 2)
val right = sc.parallelize(Seq(("a", "x"), ("c", "y"), ("a", "z"), ("d", "w")), 1)
show(left.leftOuterJoin(right))
show(left.rightOuterJoin(right))
show(left.fullOuterJoin(right))
show(left.fullOuterJoin(right, 1))
