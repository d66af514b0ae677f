// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val all = sc.parallelize(Seq("w7919", "w5", "w15838", "w23757", "w31676", "w39595", "w47514", "w5", "w55433", "w63352"), 3)
show(all.subtract(sc.parallelize(Seq("w39595"), 1), 2))
val numbers = sc.range(0, 60, 1, 2).map(x => (x * 37 % 101).toInt)
show(numbers.subtract(sc.parallelize(Seq(74, 0, 5), 1)))
