// batches: 10  interval: 500  master: local[4]
ssc.checkpoint(s"$dir/checkpoint")
ssc.remember(Milliseconds(1500))
val rdd1 = sc.parallelize(Seq[(Int, String)](), 2)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, Long)]](
  sc.parallelize(Seq[(Int, Long)]((9, 13999999433L), (0, 5999999937L)), 3),
  sc.parallelize(Seq[(Int, Long)]((6, 6999999874L)), 6),
  sc.parallelize(Seq[(Int, Long)](), 4),
  sc.parallelize(Seq[(Int, Long)]((11, 9999999685L), (-8, 7999999811L), (10, 6999999874L), (12, 15999999307L)), 2),
  sc.emptyRDD[(Int, Long)]), true)
val s2 = s1.countByWindow(Milliseconds(2000), Milliseconds(1500))
val s3 = s2.transform[((Int, (Int, String)), Long)]((rdd: RDD[Long], time: Time) => {
  val ms = time.milliseconds
  rdd.flatMap[(Int, Int)]((x: Long) => if (math.abs((x % 1000).toInt) % 3 == 0) Seq[(Int, Int)]((((x % 1000).toInt + 3), math.abs((x % 1000).toInt) % 7), (math.abs((x % 1000).toInt) % 7, ((x % 1000).toInt + 3)), (((x % 1000).toInt + 3), (x % 1000).toInt * 2)) else Seq[(Int, Int)]()).join(rdd1, 3).map[((Int, (Int, String)), Long)]({ case (k, v) => ((k, v), ms) })
})
val s4 = s2.map[((Int, (Int, String)), String)]((x: Long) => (((x % 1000).toInt * 2, ((x % 1000).toInt * 2, (if (math.abs((x % 1000).toInt) % 5 == 0) null else "w" + (x % 1000).toInt))), (if (math.abs((x % 1000).toInt) % 5 == 0) null else "w" + (x % 1000).toInt)))
val s5 = s3.join(s4, 1)
s5.print(100)
