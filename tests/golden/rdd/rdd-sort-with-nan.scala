// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val numbers = sc.parallelize(Seq(2.5, 1.0, -3.0, 100.0), 2)
val all = numbers.map(x => if (x == 1.0) 0.0 / 0.0 else x)
println(all.sortBy(x => x, true, 1).map(x => if (x == x) "number" else "NaN").collect()(3))
show(all.sortBy(x => x).map(x => if (x == x) (x, x) else "NaN"))
show(all.sortBy(x => x, false).map(x => if (x == x) (x, x) else "NaN"))
