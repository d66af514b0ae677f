// batches: 4  interval: 250  master: local[4]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[String]](
  sc.parallelize(Seq[String]("BB", "to be", "AaBB"), 3),
  sc.parallelize(Seq[String](), 2)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(String, Long)]](
  sc.parallelize(Seq[(String, Long)](("runs", 11999999559L), ("river", 15999999307L), ("水", 7999999811L), ("to be", 6999999874L), ("été", 5999999937L), ("runs", 5000000000L)), 3),
  sc.parallelize(Seq[(String, Long)](("the", 16999999244L), ("opens", 10999999622L), ("AaBB", 5000000000L), ("été", 5999999937L), ("été", 16999999244L), ("été", 6999999874L), ("a", 8999999748L), ("AaBB", 13999999433L), ("水", 7999999811L), ("AaBB", 8999999748L), ("", 5999999937L), ("gate", 9999999685L)), 5),
  sc.parallelize(Seq[(String, Long)](("Aa", 12999999496L), ("gate", 15999999307L), ("Aa", 5000000000L), ("runs", 11999999559L)), 4)), true, null)
val s3 = s1.reduce((a: String, b: String) => (if (a == null) b else a))
val s4 = s3.repartition(4)
val s5 = s4.countByValueAndWindow(Milliseconds(500), Milliseconds(250))
val s6 = s1.glom().map[(Int, String)]((x: Array[String]) => (math.abs(x.size) % 7, "k" + x.size))
val s7 = s6.transform[(Int, Long)]((rdd: RDD[(Int, String)], time: Time) => {
  val ms = time.milliseconds
  rdd.sortByKey(false).keys.map[(Int, Long)]((x: Int) => (x, ms))
})
s7.print(3)
s5.foreachRDD { (rdd, time) =>
  for (x <- rdd.partitionBy(new HashPartitioner(3)).collect()) println("  " + x)
}
s2.print(3)
