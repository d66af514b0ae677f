// batches: 0  interval: 1000  master: local[2]
val numbers = sc.parallelize(Seq(1, 2, 3, 4, 5), 3)
println(numbers.fold(0)(_ + _) + "\t" + numbers.fold(10)(_ + _))
println(sc.parallelize(Seq[Int](), 2).fold(7)((a, b) => math.max(a, b)))
println(numbers.aggregate(0)(_ + _, _ + _))
println(numbers.aggregate((0, 0))((acc, x) => (acc._1 + x, acc._2 + 1), (a, b) => (a._1 + b._1, a._2 + b._2)))
println(sc.emptyRDD[Int].aggregate("z")((s, x) => s + x, (a, b) => a + b))
