// batches: 0  interval: 1000  master: local[2]
val numbers = sc.parallelize(Seq(1, 2, 3, 4, 5), 2)
val sum = sc.longAccumulator("sum")
numbers.foreach(x => sum.add(x))
println(sum.value)
val parts = sc.longAccumulator("parts")
numbers.foreachPartition(iterator => parts.add(iterator.size * 100 + 1))
println(parts.value)
val weighed = sc.doubleAccumulator("weighed")
numbers.map(x => (x, x * 0.5)).foreach { case (k, v) => weighed.add(k * v) }
println(weighed.value)
