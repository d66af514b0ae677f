// batches: 0  interval: 1000  master: local[2]
val numbers = sc.range(1, 41, 1, 20)
val add = (a: Long, b: Long) => a + b
println(numbers.treeReduce(add) + "\t" + numbers.treeReduce(add, 1) + "\t" + numbers.treeReduce(add, 3))
println(numbers.treeAggregate(0L)(add, add) + "\t" + numbers.treeAggregate(0L)(add, add, 3) + "\t" + numbers.treeAggregate(1L)(add, add, 2))
attempt { sc.parallelize(Seq[Long](), 2).treeReduce(add) }
attempt { numbers.treeReduce(add, 0) }
