// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.parallelize(Seq((3, "c"), (1, "a"), (9, "z"), (2, "b"), (3, "d"), (5, "e")), 2)
show(records.sortByKey())
show(records.sortByKey(false))
show(records.sortByKey(true, 3))
show(records.sortByKey(false, 4))
show(records.sortByKey(true, 1))
