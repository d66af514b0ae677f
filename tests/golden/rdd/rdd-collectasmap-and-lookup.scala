// batches: 0  interval: 1000  master: local[2]
def sorted(map: scala.collection.Map[_, _]): Unit =
  println(map.toSeq.map(_.toString).sorted.mkString(" "))
def line(list: Seq[_]): Unit = println(list.mkString(" "))
val records = sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4)), 2)
val map = records.collectAsMap()
sorted(map)
println(map("a") + "\t" + map("b"))
line(records.lookup("a"))
line(records.lookup("nobody"))
line(records.partitionBy(new HashPartitioner(3)).lookup("a"))
