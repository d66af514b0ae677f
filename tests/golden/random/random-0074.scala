// batches: 4  interval: 1000  master: local[4]  conf spark.default.parallelism=1
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[String]("runs", ""), 2)
val s1 = new GeneratorStream[(Int, Int)](ssc, 4, batch =>
  (1 to (batch)).map { i => val made: (Int, Int) = ((batch * 7 + i), (batch + i) % 5); made })
val s2 = s1.glom().map[String]((x: Array[(Int, Int)]) => "k" + x.size)
val s3 = s2.transform[String]((rdd: RDD[String]) => rdd.union(rdd1).repartition(1))
val s4 = s3.flatMap[(String, String)]((x: String) => if (math.abs((if (x == "the") 1 else 0)) % 3 == 0) Seq[(String, String)]((x, (if (math.abs((if (x == "the") 1 else 0)) % 5 == 0) null else "w" + (if (x == "the") 1 else 0)))) else Seq[(String, String)]())
val s5 = s4.cogroup(s4)
s5.checkpoint(Milliseconds(2000))
s5.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
