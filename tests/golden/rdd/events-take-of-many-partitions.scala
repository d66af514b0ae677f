// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  val numbers = sc.range(0, 40, 1, 20)
  println(numbers.take(1).length + "\t" + numbers.take(5).length + "\t" + numbers.take(100).length)
  println(numbers.filter(_ > 20).first())
  println(numbers.filter(_ > 99).isEmpty())
}
