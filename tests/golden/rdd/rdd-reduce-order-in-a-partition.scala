// batches: 0  interval: 1000  master: local[2]
val words = sc.parallelize(Seq("a", "b", "c", "d"), 1)
val join = (a: String, b: String) => "(" + a + b + ")"
println(words.reduce(join) + "\t" + words.fold("z")(join) + "\t" + words.treeReduce(join))
println(words.aggregate("z")(join, (a: String, b: String) => a + "|" + b))
println(words.treeAggregate("z")(join, (a: String, b: String) => a + "|" + b))
