// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.range(0, 20, 1, 4).map(x => ((x % 10).toInt, x))
val shuffled = records.partitionBy(new HashPartitioner(10)).keys
show(shuffled.coalesce(3))
show(shuffled.coalesce(3))
val cached = sc.range(0, 10, 1, 10).cache()
show(cached.coalesce(3))
cached.count()
show(cached.coalesce(3))
show(cached.coalesce(4))
