// batches: 0  interval: 1000  master: local[2]
val a = sc.parallelize(Seq(1, 2, 3, 4, 5), 2)
val b = sc.parallelize(Seq(1, 2, 3, 4, 5, 6), 2)
attempt { println(a.zip(b).count()) }
attempt { println(b.filter(_ > 1).zip(a).count()) }
