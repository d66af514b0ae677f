// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val counts = sc.parallelize(Seq(("the", 5), ("cat", 2), ("dog", 2), ("and", 5), ("a", 9)), 2)
show(counts.sortBy(_._2, false))
show(counts.sortBy { case (word, n) => (-n, word) })
for ((p, i) <- counts.sortBy(_._1).take(3).zipWithIndex) println((i + 1) + "\t" + p._1 + "\t" + p._2)
