// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
show(sc.makeRDD(Seq(1, 2, 3, 4, 5), 2))
show(sc.makeRDD(Seq("x")))
val none = sc.emptyRDD[Int]
println(none.getNumPartitions + "\t" + none.count() + "\t" + none.isEmpty() + "\t" + none.collect().length)
show(none)
println(none.map(x => x).getNumPartitions + "\t" + none.repartition(3).getNumPartitions)
