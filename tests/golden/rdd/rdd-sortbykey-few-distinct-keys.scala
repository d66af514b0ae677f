// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.range(0, 20, 1, 4).map(x => (x % 2, x))
show(records.sortByKey())
println(records.sortByKey().getNumPartitions + "\t" + records.sortByKey(true, 10).getNumPartitions)
println(sc.parallelize(Seq[Int](), 3).map(x => (x, x)).sortByKey().getNumPartitions)
