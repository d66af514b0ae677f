// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val a = sc.parallelize(Seq(("k", 1), ("l", 2)), 2)
val b = sc.parallelize(Seq(("k", "x"), ("m", "y")), 1)
val c = sc.parallelize(Seq(("l", true), ("k", false), ("k", true)), 2)
val d = sc.parallelize(Seq(("n", 0.5)), 1)
show(a.cogroup(b, c))
show(a.cogroup(b, c, 1))
show(a.cogroup(b, c, d))
show(a.cogroup(b, c, d, new HashPartitioner(1)))
show(a.cogroup(b, c, d).mapValues(all => all._1.size + all._2.size + all._3.size + all._4.size))
