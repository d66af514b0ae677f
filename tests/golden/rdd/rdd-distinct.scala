// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val words = sc.parallelize(Seq("b", "a", "b", "c", "a", "d", "e", "c", "f"), 2)
show(words.distinct())
show(words.distinct(3))
show(words.distinct(1))
val numbers = sc.parallelize(Seq((1, 1), (2, 1), (1, 1), (1, 2)), 2)
show(numbers.distinct())
println(words.distinct().partitioner)
