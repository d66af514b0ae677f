// batches: 2  interval: 250  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(String, Int)](("Aa", 12), ("the", 10)), 2)
val s1 = ssc.queueStream(mutable.Queue[RDD[(String, String)]](
  sc.parallelize(Seq[(String, String)](("opens", "runs"), ("gate", "水"), ("BB", "BB"), ("opens", "水"), ("BB", "Aa"), ("BBAa", "the")), 2),
  sc.parallelize(Seq[(String, String)](("gate", "runs"), ("runs", "a")), 5)), true)
val s2 = s1.reduceByWindow((a: (String, String), b: (String, String)) => (a._1 + "<" + b._1, (if (a._2 < b._2) a._2 else b._2)), Milliseconds(750), Milliseconds(250))
val s3 = s2.map[(String, Int)]({ case (k, v) => (k, math.abs((if (k == "the") 1 else 0)) % 7) })
val s4 = ssc.transform[(String, (Option[(String, Option[Int])], Int))](Seq(s2, s3), (rdds: Seq[RDD[_]], time: Time) => rdds(0).asInstanceOf[RDD[(String, String)]].leftOuterJoin(rdds(1).asInstanceOf[RDD[(String, Int)]], 1).rightOuterJoin(rdd1))
val s5 = s4.cogroup(s1, 2)
val s6 = s5.map[(String, Int)]({ case (k, v) => (k, math.abs((2 - v._1.size)) % 5 + 1) }).reduceByKeyAndWindow((a: Int, b: Int) => a + b, (a: Int, b: Int) => a - b, Milliseconds(1000), Milliseconds(250), new HashPartitioner(4), (kv: (String, Int)) => kv._2 > 0)
s6.print()
s4.print(0)
