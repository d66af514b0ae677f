// batches: 5  interval: 250  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq[(String, Int)](("水", 6), ("", 11), ("gate", 12), ("", 4), ("to be", 10), ("runs", 9), ("水", -6), ("BBAa", -4), ("the", 6), ("Aa", 12), ("Aa", 3), ("a", 11)), 4),
  sc.parallelize(Seq[(String, Int)](("to be", 10), ("Aa", 10), ("to be", 7), ("runs", 219), ("水", 11), ("Aa", -5), ("river", 10), ("BBAa", 10), ("the", 8), ("river", 12), ("été", 0), ("opens", 2)), 3),
  sc.parallelize(Seq[(String, Int)](("river", 216), ("to be", 2), ("opens", 73), ("Aa", 10)), 5),
  sc.parallelize(Seq[(String, Int)](("the", 7)), 6),
  sc.parallelize(Seq[(String, Int)](("AaBB", 28), ("", 0), ("runs", 9), ("BBAa", 1), ("a", 7), ("a", 8), ("opens", 8), ("river", 12), ("river", 397), ("gate", 2), ("opens", 9), ("水", -9)), 1)), true, sc.parallelize(Seq[(String, Int)](("a", 1), ("gate", 8), ("AaBB", 7)), 6))
val s2 = ssc.queueStream(mutable.Queue[RDD[(String, String)]](
  sc.parallelize(Seq[(String, String)](("a", "river"), ("AaBB", "to be"), ("", "to be")), 3),
  sc.parallelize(Seq[(String, String)](("to be", "水"), ("AaBB", "to be"), ("a", "gate"), ("gate", "to be")), 1),
  sc.parallelize(Seq[(String, String)](("opens", "BBAa"), ("gate", "gate"), ("Aa", "été"), ("the", "opens")), 5)), true)
val s3 = s2.countByValue()
val s4 = s3.combineByKey[(Int, Int)]((v: Long) => ((v % 1000).toInt * 2, 1), (acc: (Int, Int), v: Long) => (acc._1 + (v % 1000).toInt * 2, acc._2 + 1), (a: (Int, Int), b: (Int, Int)) => (a._1 + b._1, a._2 + b._2), new HashPartitioner(4))
val s5 = s2.map[(String, Int)]({ case (k, v) => (k, ((if (k == "the") 1 else 0) + 3)) })
val s6 = s1.union(s5)
val s7 = s2.mapValues[List[String]]((v: String) => List(v, v))
s7.foreachRDD { (rdd, time) =>
  for (x <- rdd.filter({ case (k, v) => (if (k == "the") 1 else 0) > 5 }).collect()) println("  " + x)
}
s6.print(3)
s4.print()
