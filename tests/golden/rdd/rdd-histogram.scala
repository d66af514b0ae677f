// batches: 0  interval: 1000  master: local[2]
val numbers = sc.parallelize(Seq(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 3)
def histogram(both: (Array[Double], Array[Long])): Unit =
  println(both._1.mkString(" ") + "\t" + both._2.mkString(" "))
histogram(numbers.histogram(2))
histogram(numbers.histogram(4))
histogram(sc.parallelize(Seq(5, 5, 5), 2).histogram(3))
println(numbers.histogram(Array(0.0, 5.0, 10.0)).mkString(" "))
println(numbers.histogram(Array(1.0, 2.0, 4.0, 8.0)).mkString(" "))
println(numbers.histogram(Array(20.0, 30.0)).mkString(" "))
attempt { numbers.histogram(Array(3.0)) }
attempt { sc.parallelize(Seq[Int](), 2).histogram(2) }
