// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val words = sc.parallelize(Seq("a", "b", "c", "d", "e"), 3)
show(words.mapPartitionsWithIndex((index, iterator) => iterator.map(word => index + word)))
show(words.map(word => (word, 1)).mapPartitionsWithIndex((index, iterator) => Iterator((index, iterator.size))))
