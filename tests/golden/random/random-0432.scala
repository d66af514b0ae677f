// batches: 5  interval: 1000  master: local[3]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = new GeneratorStream[(String, Double)](ssc, 2, batch =>
  (1 to (4)).map { i => val made: (String, Double) = ("k" + (batch + i) % 5, (batch * 7 + i) / 4.0); made })
val s2 = new GeneratorStream[(Option[Int], Int)](ssc, 2, batch =>
  (1 to (batch)).map { i => val made: (Option[Int], Int) = ((if ((batch + i) % 5 > 5) Some((batch * 7 + i)) else None), (batch * 7 + i)); made })
val s3 = s2.updateStateByKey[Int]((values: Seq[Int], state: Option[Int]) => if (values.nonEmpty) Some(0) else if (state.get > 0) None else Some(1))
val s4 = s1.repartition(3)
val s5 = s4.map[(Option[Int], Int)]({ case (k, v) => ((if ((if (v > 1.5) 1 else 0) > 5) Some(math.abs((if (k == "the") 1 else 0)) % 7) else None), (2 - (if (k == "the") 1 else 0))) })
val s6 = s2.leftOuterJoin(s5)
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
s3.foreachRDD { (rdd, time) =>
  for (x <- rdd.keys.collect()) println("  " + x)
}
s4.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
