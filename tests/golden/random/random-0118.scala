// batches: 3  interval: 250  master: local[4]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, String)]](
  sc.parallelize(Seq[(Int, String)]((58, "to be"), (1, "BBAa"), (308, "gate"), (7, "BB"), (325, "runs"), (2, "gate"), (3, "gate"), (5, "水"), (371, "river"), (8, ""), (0, ""), (10, "水")), 3),
  sc.parallelize(Seq[(Int, String)]((-2, "AaBB"), (8, "AaBB")), 4),
  sc.parallelize(Seq[(Int, String)]((4, "the")), 1)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[((String, String), String)]](
  sc.parallelize(Seq[((String, String), String)]((("to be", null), "AaBB"), (("BB", "a"), "river")), 2),
  sc.parallelize(Seq[((String, String), String)]((("the", "gate"), ""), (("runs", "Aa"), "BB"), (("a", "opens"), "gate"), (("AaBB", "水"), "river"), (("opens", "AaBB"), ""), (("BBAa", "a"), "opens")), 3),
  sc.parallelize(Seq[((String, String), String)](), 6)), true, sc.parallelize(Seq[((String, String), String)]((("BBAa", "Aa"), "AaBB"), (("水", "to be"), "a")), 5))
val s3 = s2.groupByKey(new HashPartitioner(3))
val s4 = s3.groupByKeyAndWindow(Milliseconds(250), Milliseconds(750))
val s5 = s4.mapPartitions[Int]((list: Iterator[((String, String), Iterable[Iterable[String]])]) => Iterator(list.size))
val s6 = s5.countByValueAndWindow(Milliseconds(750), Milliseconds(750))
val s7 = ssc.transform[(Option[Long], Option[Long])](Seq(s6, s6), (rdds: Seq[RDD[_]], time: Time) => rdds(0).asInstanceOf[RDD[(Int, Long)]].fullOuterJoin(rdds(1).asInstanceOf[RDD[(Int, Long)]], 6).values)
s7.print()
s1.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
