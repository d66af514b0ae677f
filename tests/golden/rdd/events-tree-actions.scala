// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  val numbers = rdd.repartition(10)
  println(numbers.treeReduce(_ + _))
  println(numbers.treeReduce(_ + _, 3))
  println(rdd.treeReduce(_ + _))
  println(numbers.treeAggregate(0)(_ + _, _ + _))
  println(rdd.treeAggregate(0)(_ + _, _ + _))
  println(rdd.treeAggregate(0)(_ + _, _ + _, 1))
}
