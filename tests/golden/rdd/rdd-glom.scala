// batches: 0  interval: 1000  master: local[2]
val numbers = sc.parallelize(Seq(5, 1, 4, 2, 3), 3)
for ((list, i) <- numbers.glom().collect().zipWithIndex)
  println((i + 1) + "\t" + list.length + "\t" + list.mkString("+"))
println(numbers.glom().map(_.length).reduce((a: Int, b: Int) => math.max(a, b)))
