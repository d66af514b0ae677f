// batches: 0  interval: 1000  master: local[2]
def sorted(map: scala.collection.Map[_, _]): Unit =
  println(map.toSeq.map(_.toString).sorted.mkString(" "))
val records = sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4), ("a", 1)), 2)
sorted(records.countByKey())
sorted(records.values.countByValue())
val counts = records.keys.countByValue()
println(counts("a") + "\t" + counts("b") + "\t" + counts.getOrElse("x", 0))
sorted(sc.parallelize(Seq[Int](), 2).countByValue())
