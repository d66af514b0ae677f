// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4), ("a", 5), ("b", 6)), 3)
val add = (a: Int, b: Int) => a + b
show(records.foldByKey(0)(add))
show(records.foldByKey(100)(add))
show(records.foldByKey(100, 1)(add))
show(records.foldByKey(100, new HashPartitioner(2))(add))
