// batches: 0  interval: 1000  master: local[2]
val seen = mutable.ArrayBuffer[Long]()
for (x <- sc.range(0, 6, 1, 3).toLocalIterator) seen += x * 2
println(seen.mkString(" "))
