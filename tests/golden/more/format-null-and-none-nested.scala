// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3), 1)))
input.map[Any](x => if (x == 1) null else if (x == 2) None else Some(x)).print()
input.map(x => Some(if (x == 1) null else Some(None))).print()
input.map(x => ((null, None), (Some(null), x))).print()
input.map(x => List(null, x, None)).print()
input.filter(_ > 1).map[String](x => null).count().print()
