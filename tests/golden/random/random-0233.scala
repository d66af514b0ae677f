// batches: 4  interval: 1000  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Long, Option[String])]](
  sc.parallelize(Seq[(Long, Option[String])]((13999999433L, Some("runs")), (9999999685L, None), (12999999496L, None), (8999999748L, Some("Aa"))), 2),
  sc.parallelize(Seq[(Long, Option[String])]((7999999811L, Some("BB")), (9999999685L, Some("AaBB")), (16999999244L, None), (11999999559L, Some("opens")), (5999999937L, None), (14999999370L, None), (9999999685L, Some("Aa")), (9999999685L, Some("BB")), (11999999559L, Some("a")), (14999999370L, Some("Aa")), (7999999811L, Some("to be")), (14999999370L, Some("river"))), 1),
  sc.parallelize(Seq[(Long, Option[String])]((14999999370L, Some("水")), (13999999433L, None), (13999999433L, Some("BB")), (5999999937L, Some("the"))), 5)), false)
val s2 = s1.filter({ case (k, v) => (if (v.isDefined) 2 else 1) > 5 })
val s3 = s2.map[(Long, Option[String])]({ case (k, v) => (5000000000L + (if (v.getOrElse("Aa") == "the") 1 else 0), (if ((if (v.getOrElse("opens") == "the") 1 else 0) > 5) Some("k" + (if (v.isDefined) 2 else 1)) else None)) })
val s4 = s2.union(s3)
val s5 = ssc.transform[(Long, (Iterable[Option[String]], Iterable[Option[String]]))](Seq(s1, s2), (rdds: Seq[RDD[_]], time: Time) => rdds(0).asInstanceOf[RDD[(Long, Option[String])]].cogroup(rdds(1).asInstanceOf[RDD[(Long, Option[String])]], 4))
val s6 = s5.updateStateByKey[Int]((values: Seq[(Iterable[Option[String]], Iterable[Option[String]])], state: Option[Int]) => if (values.nonEmpty) Some(0) else if (state.get > 0) None else Some(1), 6)
s6.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
s4.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
