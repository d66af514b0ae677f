// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val words = sc.range(0, 40, 1, 1).map(x => ("w" + x * 7919 % 100003, x))
show(words.subtractByKey(sc.parallelize(Seq(("w7919", 1)), 1), 1).keys)
show(words.subtractByKey(words.filter(_._2 > 3), 1))
val mixed = sc.parallelize(Seq[(Integer, Int)]((null, 1), (-1, 2), (70000, 3), (5, 4), (-70000, 5), (null, 6)), 2)
show(mixed.subtractByKey(sc.parallelize(Seq[(Integer, Int)]((9, 9)), 1), 1))
