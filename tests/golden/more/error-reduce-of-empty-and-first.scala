// batches: 0  interval: 1000  master: local[2]
val empty = sc.parallelize(Seq[Int](), 2)
attempt { empty.first() }
attempt { empty.min() }
attempt { empty.treeReduce((a, b) => math.max(a, b)) }
attempt { println(empty.take(1).length + "\t" + empty.top(1).length + "\t" + empty.fold(0)((a, b) => math.max(a, b))) }
attempt { sc.emptyRDD[Int].first() }
attempt { sc.emptyRDD[Int].reduce((a, b) => math.max(a, b)) }
attempt { sc.union(Seq[RDD[Int]]()) }
