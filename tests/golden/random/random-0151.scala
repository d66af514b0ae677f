// batches: 5  interval: 1000  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = new GeneratorStream[(Int, Option[String])](ssc, 3, batch =>
  (1 to (batch % 3 * 2)).map { i => val made: (Int, Option[String]) = ((batch + i) % 5, (if ((batch + i) % 5 > 5) Some("k" + (batch * 7 + i)) else None)); made })
val s2 = s1.window(Milliseconds(3000), Milliseconds(2000))
val s3 = s2.groupByKey()
val s4 = s3.map[(Int, Int)]({ case (k, v) => (k, math.abs(k) % 5 + 1) }).reduceByKeyAndWindow((a: Int, b: Int) => a + b, (a: Int, b: Int) => a - b, Milliseconds(2000), Milliseconds(2000), 4, (kv: (Int, Int)) => kv._2 > 0)
val s5 = s4.transform[((Double, Double), Long)]((rdd: RDD[(Int, Int)], time: Time) => {
  val ms = time.milliseconds
  rdd.map[(Double, List[Double])]({ case (k, v) => (k * 0.1, List(v * 0.1)) }).flatMapValues[Double]((v: List[Double]) => v).map[((Double, Double), Long)]({ case (k, v) => ((k, v), ms) })
})
s5.print(0)
s5.print(3)
