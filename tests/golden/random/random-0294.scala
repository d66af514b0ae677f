// batches: 3  interval: 250  master: local[3]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[List[Boolean]]](
  sc.parallelize(Seq[List[Boolean]](List(true), List(true, false), List(false)), 6),
  sc.parallelize(Seq[List[Boolean]](List(true), List(true), List(false, true)), 3)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(String, Long)]](
  sc.parallelize(Seq[(String, Long)](("w18", 11999999559L), ("w45", 6999999874L), ("w47", 8999999748L)), 5),
  sc.parallelize(Seq[(String, Long)](("w25", 5000000000L), ("w80", 5999999937L), ("w86", 6999999874L), (null, 13999999433L), ("w37", 6999999874L), ("w14", 6999999874L), ("w70", 11999999559L), ("w4", 5999999937L), (null, 10999999622L), ("w19", 5999999937L), ("w10", 10999999622L), ("w16", 7999999811L), ("w75", 5000000000L), ("w73", 14999999370L), ("w70", 13999999433L), ("w84", 11999999559L), ("w72", 5999999937L), ("w89", 16999999244L), ("w57", 6999999874L), ("w93", 9999999685L), ("w23", 7999999811L), ("w92", 6999999874L), ("w93", 5999999937L), ("w51", 9999999685L), (null, 7999999811L), ("w77", 8999999748L), ("w99", 16999999244L), ("w61", 15999999307L), ("w49", 6999999874L), ("w88", 8999999748L)), 5),
  sc.parallelize(Seq[(String, Long)](("w63", 11999999559L), (null, 9999999685L), ("w62", 14999999370L)), 3)), true)
val s3 = s2.reduceByWindow((a: (String, Long), b: (String, Long)) => ((if (a._1 == null) b._1 else a._1), a._2 + b._2), Milliseconds(500), Milliseconds(500))
val s4 = s3.mapPartitions[Int]((list: Iterator[(String, Long)]) => Iterator(list.size))
val s5 = s4.filter((x: Int) => x > 5)
val s6 = s2.map[(String, Int)]({ case (k, v) => (k, 1) }).reduceByKeyAndWindow((a: Int, b: Int) => a + b, (a: Int, b: Int) => a - b, Milliseconds(250), Milliseconds(250), 1, (kv: (String, Int)) => kv._2 > 0)
val s7 = s2.map[(String, Int)]({ case (k, v) => (k, ((if (k == null) 1 else 0) + 3)) })
val s8 = ssc.transform[(String, Int)](Seq(s6, s7), (rdds: Seq[RDD[_]], time: Time) => rdds(0).asInstanceOf[RDD[(String, Int)]].union(rdds(1).asInstanceOf[RDD[(String, Int)]]))
s8.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s5.print(0)
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.flatMap[String]((x: List[Boolean]) => if (x.size > 5) Seq[String]((if (math.abs(x.size) % 5 == 0) null else "w" + x.size), (if (math.abs(x.size) % 5 == 0) null else "w" + x.size)) else Seq[String]()).collect()) println("  " + x)
}
