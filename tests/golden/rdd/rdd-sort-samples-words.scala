// batches: 0  interval: 1000  master: local[2]
val words = sc.range(0, 300, 1, 2).map(x => "w" + (x * 7919 % 100003))
println(words.sortBy(w => w, true, 3).mapPartitions { iterator =>
  val part = iterator.toList
  Iterator(part.head + ".." + part.last + " " + part.size)
}.collect().mkString(", "))
