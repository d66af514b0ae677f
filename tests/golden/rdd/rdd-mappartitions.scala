// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val words = sc.parallelize(Seq("a", "b", "c", "d", "e"), 2)
show(words.mapPartitions { iterator => val list = iterator.toList; Iterator(list.size + ":" + list.mkString) })
show(words.mapPartitions(iterator => iterator.toList.reverse.iterator))
show(words.mapPartitions(_ => Iterator[String]()))
