// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3)), 2)
show(records.keys)
show(records.values)
show(records.mapValues(_ * 10))
show(records.mapValues(v => (v, "x")))
show(records.flatMapValues(v => (1 to v).map(i => v + "." + i)))
