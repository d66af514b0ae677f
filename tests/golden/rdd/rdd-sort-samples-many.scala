// batches: 0  interval: 1000  master: local[2]
val numbers = sc.range(0, 1000, 1, 4).map(x => (x * 7919 % 1009).toInt)
def sizes(rdd: RDD[Int]): Unit = println(rdd.mapPartitions { iterator =>
  val part = iterator.toList
  Iterator(if (part.isEmpty) "none" else part.head + ".." + part.last + " " + part.size)
}.collect().mkString(", "))
sizes(numbers.sortBy(x => x))
sizes(numbers.sortBy(x => x, false))
sizes(numbers.sortBy(x => x, true, 2))
sizes(numbers.sortBy(x => x, true, 7))
