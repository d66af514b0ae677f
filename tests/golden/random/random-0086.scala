// batches: 3  interval: 250  master: local[4]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(Double, Int)]((2.8, 11), (1.8, 7)), 1)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Double, Option[String])]](
  sc.parallelize(Seq[(Double, Option[String])]((2.5e7, Some("runs")), (1.3, Some(null)), (2.6, Some(null))), 2),
  sc.parallelize(Seq[(Double, Option[String])]((2.5, Some("水")), (1.8, Some("BBAa")), (2.6, Some("to be")), (3.5, Some("été")), (2.6, Some("a")), (3.5, None)), 1)), true)
val s2 = s1.reduceByKeyAndWindow((a: Option[String], b: Option[String]) => (if (a.isDefined) a else b), Milliseconds(500), Milliseconds(750))
val s3 = s2.window(Milliseconds(1500))
val s4 = s3.flatMap[(String, Int)]({ case (k, v) => Seq[(String, Int)]((v.getOrElse(null), math.abs((if (v.isDefined) 2 else 1)) % 7), (v.getOrElse("runs"), (2 - (if (k > 1.5) 1 else 0))), ((if (math.abs((if (k > 1.5) 1 else 0)) % 5 == 0) null else "w" + (if (k > 1.5) 1 else 0)), math.abs((if (v.isDefined) 2 else 1)) % 7)) })
val s5 = s1.updateStateByKey[Int]((values: Seq[Option[String]], state: Option[Int]) => if (values.isEmpty) None else Some(state.getOrElse(0) + values.size), new HashPartitioner(5), rdd1)
val s6 = s5.map[(Double, Double)]({ case (k, v) => (k, k) })
val s7 = s5.join(s6, new HashPartitioner(3))
s7.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s4.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(3)) println("  " + x)
}
s6.print(100)
