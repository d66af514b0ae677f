// batches: 4  interval: 500  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Option[Int], Int)]](
  sc.parallelize(Seq[(Option[Int], Int)]((None, 11)), 2),
  sc.parallelize(Seq[(Option[Int], Int)]((Some(-6), 1), (Some(2), 2)), 6),
  sc.parallelize(Seq[(Option[Int], Int)](), 5)), true)
val s2 = s1.map[(Option[Int], Int)]({ case (k, v) => (k, math.abs(v) % 5 + 1) }).reduceByKeyAndWindow((a: Int, b: Int) => a + b, (a: Int, b: Int) => a - b, Milliseconds(500), Milliseconds(500), 6, (kv: (Option[Int], Int)) => kv._2 > 0)
val s3 = s1.map[(Option[Int], Long)]({ case (k, v) => ((if (math.abs((if (k.isDefined) 2 else 1)) % 3 == 0) Some(v) else None), 5000000000L + v) })
s3.persist()
val s4 = s2.cogroup(s3)
val s5 = s4.join(s2, new HashPartitioner(6))
s5.persist()
val s6 = s5.map[(Option[Int], Int)]({ case (k, v) => (k, math.abs(v._2 * 2) % 5 + 1) }).reduceByKeyAndWindow((a: Int, b: Int) => a + b, (a: Int, b: Int) => a - b, Milliseconds(500), Milliseconds(500), 3, (kv: (Option[Int], Int)) => kv._2 > 0)
s6.print(100)
s6.print(100)
