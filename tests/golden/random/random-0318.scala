// batches: 10  interval: 500  master: local[2]
ssc.remember(Milliseconds(1500))
val s1 = ssc.queueStream(mutable.Queue[RDD[((Int, Boolean), String)]](
  sc.parallelize(Seq[((Int, Boolean), String)](((6, false), "水"), ((1, true), "gate"), ((8, false), "to be")), 3),
  sc.parallelize(Seq[((Int, Boolean), String)](), 3),
  sc.parallelize(Seq[((Int, Boolean), String)](((1, true), "été")), 5),
  sc.parallelize(Seq[((Int, Boolean), String)](), 4),
  sc.parallelize(Seq[((Int, Boolean), String)](), 4),
  sc.parallelize(Seq[((Int, Boolean), String)](((3, false), "opens"), ((11, false), "AaBB")), 1),
  sc.parallelize(Seq[((Int, Boolean), String)](((1, false), "水"), ((5, false), "runs")), 4),
  sc.parallelize(Seq[((Int, Boolean), String)](((9, true), "gate")), 6)), true, null)
val s2 = s1.flatMapValues[List[String]]((v: String) => List[List[String]](List("k" + (if (v == null) 1 else 0), "k" + (if (v == null) 1 else 0)), List("k" + (if (v == null) 1 else 0), "k" + (if (v == null) 1 else 0))))
val s3 = s2.map[((Int, Boolean), Boolean)]({ case (k, v) => (((if (k._2) 1 else 0) * 2, math.abs(v.size) % 3 == 0), math.abs(v.size) % 3 == 0) })
val s4 = s2.transformWith[((Int, Boolean), Boolean), ((Int, Boolean), Boolean)](s3, (a: RDD[((Int, Boolean), List[String])], b: RDD[((Int, Boolean), Boolean)]) => a.leftOuterJoin(b, 1).filter({ case (k, v) => (if (v._2.getOrElse(false)) 1 else 0) > 5 }).mapValues[Boolean]((v: (List[String], Option[Boolean])) => v._1.size > 5))
s4.cache()
val s5 = s4.rightOuterJoin(s3, 1)
val s6 = ssc.union(Seq(s5, s5))
s6.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
