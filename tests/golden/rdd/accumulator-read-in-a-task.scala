// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val sum = sc.longAccumulator("sum")
sum.add(1000)
show(sc.parallelize(Seq(1, 2, 3, 4), 2).map { x => sum.add(x); sum.value })
println(sum.value)
