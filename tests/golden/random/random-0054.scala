// batches: 10  interval: 250  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq[(String, Int)](("opens", 7), ("to be", 5)), 3),
  sc.parallelize(Seq[(String, Int)](("the", 378), ("AaBB", 9), ("gate", 2), ("", 88)), 3),
  sc.parallelize(Seq[(String, Int)](("opens", 5), ("to be", 1), ("to be", 4), ("the", 7)), 5),
  sc.parallelize(Seq[(String, Int)](), 6),
  sc.parallelize(Seq[(String, Int)](("水", 10), ("AaBB", 9)), 4),
  sc.parallelize(Seq[(String, Int)](("a", 12), ("opens", 9), ("BB", 1)), 2)), false)
val s2 = s1.reduceByKeyAndWindow((a: Int, b: Int) => a + b, Milliseconds(250), Milliseconds(500), 3)
s2.checkpoint(Milliseconds(1500))
val s3 = s2.mapPartitions[(String, Int)]((list: Iterator[(String, Int)]) => list.toList.reverse.iterator, true)
val s4 = s3.repartition(1)
val s5 = s4.leftOuterJoin(s2)
s5.print(3)
