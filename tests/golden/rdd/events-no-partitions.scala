// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  val none = sc.emptyRDD[Int]
  println(none.count() + "\t" + none.collect().length + "\t" + none.take(2).length + "\t" + none.isEmpty())
  println(none.fold(1)(_ + _) + "\t" + none.sum() + "\t" + none.zipWithIndex().count())
  none.foreach(_ => ())
  println(none.map(x => (x, x)).reduceByKey((a: Int, b: Int) => math.max(a, b)).count())
  println(none.map(x => (x, x)).sortByKey().count() + "\t" + none.distinct().count())
  println(none.treeAggregate(3)((a: Int, b: Int) => math.max(a, b), (a: Int, b: Int) => math.max(a, b)) + "\t" + none.top(2).length)
}
