// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val numbers = sc.range(0, 30, 1, 3)
numbers.randomSplit(Array(0.7, 0.3), 42).foreach(part => show(part))
numbers.randomSplit(Array(1.0, 1.0, 2.0), 7).foreach(part => show(part))
println(lineage(numbers.randomSplit(Array(0.5, 0.5), 1)(1)))
attempt { numbers.randomSplit(Array(-1.0, 2.0), 7) }
