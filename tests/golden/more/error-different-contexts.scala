// batches: 0  interval: 1000  master: local[2]
val second = new StreamingContext(sc, Seconds(1))
val a = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](sc.parallelize(Seq(("a", 1)), 1)))
val b = second.queueStream(mutable.Queue[RDD[(String, Int)]](sc.parallelize(Seq(("a", 2)), 1)))
attempt { a.union(b) }
attempt { a.join(b) }
attempt { a.transformWith(b, (x: RDD[(String, Int)], y: RDD[(String, Int)]) => x.union(y)) }
attempt { ssc.union(Seq(a, b)) }
attempt { ssc.union(Seq(b)) }
attempt { second.transform(Seq[DStream[_]](), (rdds: Seq[RDD[_]], time: Time) => rdds.head.asInstanceOf[RDD[Int]]) }
