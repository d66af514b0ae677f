// batches: 0  interval: 1000  master: local[2]
val numbers = sc.range(0, 600, 1, 1).map(x => (x * 7919 % 1009).toInt)
  .union(sc.range(0, 14, 1, 7).map(x => (x * 100).toInt))
def sizes(rdd: RDD[Int]): Unit = println(rdd.mapPartitions { iterator =>
  val part = iterator.toList
  Iterator(if (part.isEmpty) "none" else part.head + ".." + part.last + " " + part.size)
}.collect().mkString(", "))
sizes(numbers.sortBy(x => x))
sizes(numbers.sortBy(x => x, true, 6))
sizes(numbers.sortBy(x => x, false, 2))
