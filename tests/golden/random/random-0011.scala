// batches: 2  interval: 500  master: local[4]  conf spark.default.parallelism=6
val s1 = ssc.queueStream(mutable.Queue[RDD[(String, Option[Long])]](
  sc.parallelize(Seq[(String, Option[Long])](("the", Some(11999999559L)), ("opens", Some(5000000000L)), ("runs", Some(7999999811L)), ("BBAa", Some(5000000000L)), ("to be", Some(13999999433L)), ("river", Some(6999999874L)), ("Aa", Some(10999999622L)), ("AaBB", Some(10999999622L)), ("opens", Some(7999999811L)), ("runs", Some(5000000000L)), ("gate", None), ("水", Some(7999999811L))), 6)), true)
s1.persist()
val s2 = s1.map[(String, Option[Long])]({ case (k, v) => ("k" + (if (v.isDefined) 2 else 1), v) })
val s3 = s1.transformWith[(String, Option[Long]), (String, Option[Long])](s2, (a: RDD[(String, Option[Long])], b: RDD[(String, Option[Long])]) => a.union(b))
val s4 = s2.map[(String, Int)]({ case (k, v) => (k, math.abs((if (k == "the") 1 else 0)) % 7) })
val s5 = s3.transformWith[(String, Int), (String, Iterable[(Iterable[Option[Long]], Iterable[Int])])](s4, (a: RDD[(String, Option[Long])], b: RDD[(String, Int)]) => a.cogroup(b, 3).groupByKey(6))
s5.print(25)
