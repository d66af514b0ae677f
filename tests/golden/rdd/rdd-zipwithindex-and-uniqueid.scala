// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val words = sc.parallelize(Seq("a", "b", "c", "d", "e"), 3)
show(words.zipWithIndex())
show(words.zipWithUniqueId())
show(sc.parallelize(Seq("x", "y"), 1).zipWithIndex())
show(words.filter(w => w != "a" && w != "c").zipWithIndex())
