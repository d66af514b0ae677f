// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val words = sc.parallelize(Seq("apple", "bee", "ant", "cow", "beetle"), 2)
show(words.keyBy(_.take(1)))
show(words.keyBy(_.length))
show(words.groupBy(_.take(1)))
show(words.groupBy((w: String) => w.length, 3))
show(words.groupBy((w: String) => w.length > 3, new HashPartitioner(1)))
