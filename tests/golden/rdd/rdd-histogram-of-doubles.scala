// batches: 0  interval: 1000  master: local[2]
val numbers = sc.parallelize(Seq(0.5, 1.5, 2.25, 7.0, 3.5), 2)
def histogram(both: (Array[Double], Array[Long])): Unit =
  println(both._1.zipWithIndex.map { case (x, i) => (i + 1, x) }.mkString(" ") + "\t" + both._2.mkString(" "))
histogram(numbers.histogram(3))
histogram(numbers.histogram(7))
histogram(numbers.histogram(1))
