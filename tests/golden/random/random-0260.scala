// batches: 10  interval: 1000  master: local[4]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[((Double, Boolean), List[Double])]](
  sc.parallelize(Seq[((Double, Boolean), List[Double])](((0.3, true), List(1.1, 2.5e7)), ((1.7, false), List(3.7))), 5),
  sc.parallelize(Seq[((Double, Boolean), List[Double])](((0.2, false), List(0.2)), ((2.0, true), List(2.2, 2.5e7)), ((0.2, false), List(2.2, 0.8)), ((0.2, false), List())), 1),
  sc.parallelize(Seq[((Double, Boolean), List[Double])](((2.5e7, false), List(0.3, 0.8)), ((0.6, false), List(2.4)), ((3.7, false), List(0.3))), 5),
  sc.parallelize(Seq[((Double, Boolean), List[Double])](((2.1, false), List(0.0, 3.5)), ((2.1, true), List(0.8))), 6),
  sc.parallelize(Seq[((Double, Boolean), List[Double])](), 5),
  sc.parallelize(Seq[((Double, Boolean), List[Double])](((4.0, false), List(1.1, 2.9)), ((3.9, true), List(0.7))), 5),
  sc.parallelize(Seq[((Double, Boolean), List[Double])](), 4)), true)
val s2 = s1.flatMapValues[Boolean]((v: List[Double]) => List[Boolean](math.abs(v.size) % 3 == 0, v.size > 5))
val s3 = s1.groupByKeyAndWindow(Milliseconds(2000), Milliseconds(2000), 1)
val s4 = s3.updateStateByKey[List[Int]]((list: Iterator[((Double, Boolean), Seq[Iterable[List[Double]]], Option[List[Int]])]) => list.map(e => (e._1, List(e._2.size, if (e._3.isDefined) 1 else 0))), new HashPartitioner(3), true)
val s5 = s4.combineByKey[(Int, Int)]((v: List[Int]) => (math.abs(v.sum) % 7, 1), (acc: (Int, Int), v: List[Int]) => (acc._1 + math.abs(v.sum) % 7, acc._2 + 1), (a: (Int, Int), b: (Int, Int)) => (a._1 + b._1, a._2 + b._2), new HashPartitioner(1))
s5.print(25)
s2.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
