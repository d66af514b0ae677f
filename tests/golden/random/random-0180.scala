// batches: 2  interval: 250  master: local[2]
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, Int)]](
  sc.parallelize(Seq[(Int, Int)](), 3)), true)
val s2 = new GeneratorStream[Int](ssc, 4, batch =>
  (1 to (batch % 3 * 2)).map { i => val made: Int = (batch * 7 + i); made })
val s3 = s2.transform[Int]((rdd: RDD[Int]) => rdd.mapPartitions[Int]((list: Iterator[Int]) => list.take(1)))
val s4 = s2.transform[Int]((rdd: RDD[Int]) => rdd.repartition(5).coalesce(4).map[Int]((x: Int) => x))
s4.print(0)
s3.print()
s1.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
