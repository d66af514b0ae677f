// batches: 3  interval: 250  master: local[3]
val s1 = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq[(String, Int)](("水", 4), ("a", 4)), 2),
  sc.emptyRDD[(String, Int)],
  sc.parallelize(Seq[(String, Int)](("AaBB", 10), ("river", 2), ("BB", 6), ("runs", 9), ("to be", 12), ("", 0), ("to be", 2), ("BBAa", 8), ("river", 51), ("gate", 57), ("to be", 4), ("BBAa", 170)), 2)), true)
val s2 = s1.map[(String, (Double, String))]({ case (k, v) => (k, ((if (k == "the") 1 else 0) / 4.0, k + "!")) })
val s3 = ssc.transform[(String, String)](Seq(s1, s2), (rdds: Seq[RDD[_]], time: Time) => rdds(0).asInstanceOf[RDD[(String, Int)]].fullOuterJoin(rdds(1).asInstanceOf[RDD[(String, (Double, String))]], 6).partitionBy(new HashPartitioner(5)).map[(String, String)]({ case (k, v) => ("k" + (if (v._2.isDefined) 2 else 1), k + "!") }))
val s4 = s3.transform[(String, Iterable[String])]((rdd: RDD[(String, String)]) => rdd.groupByKey())
val s5 = s4.transform[(Int, Long)]((rdd: RDD[(String, Iterable[String])], time: Time) => {
  val ms = time.milliseconds
  rdd.repartition(3).map[(Int, Long)]({ case (k, v) => ((if (k == "the") 1 else 0) * 2, ms) })
})
val s6 = s5.reduce((a: (Int, Long), b: (Int, Long)) => (a._1 + b._1, math.min(a._2, b._2)))
s6.print(1)
