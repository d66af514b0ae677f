// batches: 0  interval: 1000  master: local[2]
val none = sc.parallelize(Seq[Double](), 2)
println(("sum", none.sum()) + "\t" + ("mean", none.mean()))
println(("variance", none.variance()) + "\t" + ("stdev", none.stdev()))
println(none.stats())
attempt { none.min() }
