// batches: 0  interval: 1000  master: local[1]  conf spark.resultGetter.threads=1
val numbers = sc.parallelize(Seq(1, 2, 3, 4, 6), 2)
println(numbers.sum() + "\t" + numbers.mean() + "\t" + numbers.max() + "\t" + numbers.min())
println(("variance", numbers.variance()) + "\t" + ("stdev", numbers.stdev()))
println(("sampleVariance", numbers.sampleVariance()) + "\t" + ("sampleStdev", numbers.sampleStdev()))
val doubles = sc.parallelize(Seq(0.1, 0.2, 0.3, -4.5), 3)
println(("sum", doubles.sum()) + "\t" + ("mean", doubles.mean()) + "\t" + ("max", doubles.max()))
println(("variance", doubles.variance()) + "\t" + ("stdev", doubles.stdev()))
