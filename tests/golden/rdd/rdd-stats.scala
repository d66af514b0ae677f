// batches: 0  interval: 1000  master: local[1]  conf spark.resultGetter.threads=1
val numbers = sc.parallelize(Seq(1, 2, 3, 4, 6), 2)
val stats = numbers.stats()
println(stats)
println((stats.count, (stats.mean, stats.sum)))
println((stats.max, (stats.min, (stats.variance, stats.stdev))))
println((stats.sampleVariance, stats.sampleStdev))
println(sc.parallelize(Seq(1000000.5, -2.25, 1e20), 3).stats())
println(sc.parallelize(Seq(42), 2).stats())
