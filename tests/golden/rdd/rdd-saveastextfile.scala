// batches: 0  interval: 1000  master: local[2]
def line(list: Seq[_]): Unit = println(list.mkString(" "))
val records = sc.parallelize(Seq(("a", 1), ("b", 2), ("c", 3)), 2)
records.saveAsTextFile(s"$dir/out/records")
records.map { case (_, v) => Some(v * 0.5) }.saveAsTextFile(s"$dir/out/halves")
sc.emptyRDD[Int].saveAsTextFile(s"$dir/out/none")
listing(s"$dir/out")
attempt { records.saveAsTextFile(s"$dir/out/records") }
line(sc.textFile(s"$dir/out/records").collect())
