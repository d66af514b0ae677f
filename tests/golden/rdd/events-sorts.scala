// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  val records = rdd.map(x => (x, x))
  println(records.sortByKey().count())
  println(records.sortByKey(true, 1).count())
  println(rdd.sortBy(x => -x).first())
  val sorted = records.sortByKey(false, 2)
  println(sorted.count() + "\t" + sorted.keys.first())
  println(records.repartitionAndSortWithinPartitions(new HashPartitioner(2)).count())
}
