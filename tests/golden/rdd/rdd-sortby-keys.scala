// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val words = sc.parallelize(Seq("pear", "fig", "apple", "kiwi", "date", "Banana", "cherry"), 2)
show(words.sortBy(w => w))
show(words.sortBy(w => w, false))
show(words.sortBy(w => w.length, true, 3))
show(words.sortBy(w => w.length > 4))
show(words.sortBy(w => (w.length, w), false))
