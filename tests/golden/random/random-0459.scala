// batches: 3  interval: 250  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, Option[String])]](
  sc.parallelize(Seq[(Int, Option[String])]((10, Some("to be")), (9, Some("gate"))), 4),
  sc.parallelize(Seq[(Int, Option[String])]((5, Some("river")), (330, Some("gate"))), 2),
  sc.parallelize(Seq[(Int, Option[String])]((12, Some("opens")), (0, Some("Aa")), (8, None), (2, Some(""))), 5)), true)
val s2 = s1.fullOuterJoin(s1, 4)
s2.checkpoint(Milliseconds(750))
val s3 = s2.groupByKeyAndWindow(Milliseconds(1000), Milliseconds(500))
val s4 = s3.window(Milliseconds(1500))
val s5 = s2.join(s2)
s5.persist()
val s6 = s4.window(Milliseconds(1000))
s6.print(1)
s5.print(3)
