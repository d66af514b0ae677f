// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4), ("a", 5), ("b", 6)), 2)
val create = (v: Int) => "c" + v
val value = (acc: String, v: Int) => acc + "v" + v
val merge = (a: String, b: String) => a + "+" + b
show(records.combineByKey(create, value, merge))
show(records.combineByKey(create, value, merge, 3))
show(records.combineByKey(create, value, merge, new HashPartitioner(1), false))
