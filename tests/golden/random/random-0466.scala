// batches: 3  interval: 1000  master: local[3]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(String, Int)](("a", 3), ("a", 8), ("opens", 7), ("Aa", 118), ("to be", 9)), 2)
val s1 = ssc.queueStream(mutable.Queue[RDD[(String, String)]](
  sc.parallelize(Seq[(String, String)](("opens", ""), ("Aa", "été"), ("été", "Aa")), 1),
  sc.parallelize(Seq[(String, String)](("opens", "gate"), ("été", ""), ("BBAa", "BB"), ("the", "水"), ("BB", "a"), ("BBAa", "")), 4)), true, sc.parallelize(Seq[(String, String)](("BBAa", "水"), ("水", "to be"), ("", "a")), 6))
s1.cache()
val s2 = s1.transform[(String, String)]((rdd: RDD[(String, String)]) => rdd.sortByKey(false, 2))
val s3 = ssc.union(Seq(s2, s1, s1))
val s4 = s2.transform[(String, (String, Option[Int]))]((rdd: RDD[(String, String)]) => rdd.filter({ case (k, v) => math.abs((if (k == "the") 1 else 0)) % 3 == 0 }).leftOuterJoin(rdd1))
s4.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
s3.foreachRDD { (rdd, time) =>
  for (x <- rdd.repartition(5).coalesce(4).partitionBy(new HashPartitioner(5)).collect()) println("  " + x)
}
s4.print(0)
