// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.range(0, 30, 1, 3).map(x => (x * 7 % 5, x))
show(records.sortByKey(true, 2))
show(records.sortByKey(false, 2))
show(records.sortBy(_._1, true, 1))
