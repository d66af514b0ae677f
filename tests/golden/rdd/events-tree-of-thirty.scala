// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30), 2)))
input.foreachRDD { rdd =>
  val numbers = rdd.coalesce(30, true)
  println(numbers.treeReduce(_ + _, 2))
  println(numbers.treeReduce(_ + _, 3))
  println(numbers.treeAggregate(0)(_ + _, _ + _, 5))
}
