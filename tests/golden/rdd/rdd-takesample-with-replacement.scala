// batches: 0  interval: 1000  master: local[2]
def line(list: Seq[_]): Unit = println(list.mkString(" "))
val numbers = sc.range(0, 40, 1, 4)
line(numbers.takeSample(true, 5, 42))
line(numbers.takeSample(true, 1, 3))
line(numbers.takeSample(true, 12, 4))
line(numbers.takeSample(true, 50, 42))
line(sc.range(0, 3, 1, 2).takeSample(true, 20, 1))
line(sc.emptyRDD[Int].takeSample(true, 3, 1))
line(numbers.takeSample(false, 3, 123456789012L))
println(numbers.map(x => x).id)
line(numbers.randomSplit(Array(1, 0, 2.5), 42).map(_.count()))
attempt { numbers.randomSplit(Array(0, 0), 42) }
attempt { numbers.randomSplit(Array[Double](), 42) }
println(numbers.map(x => (x, x)).partitionBy(new org.apache.spark.HashPartitioner(3)).randomSplit(Array(1, 2), 1)(1).partitioner)
