// batches: 0  interval: 1000  master: local[2]
def show(rdd: org.apache.spark.rdd.RDD[_]): Unit = rdd.glom().collect().foreach(a => println(a.mkString("[", " ", "]")))
val words = sc.range(0, 60, 1, 3).map(x => (Seq("a", "b", "c")((x % 3).toInt), x))
show(words.sampleByKey(false, Map("a" -> 0.5, "b" -> 0.2, "c" -> 1.0), 3))
show(words.sampleByKey(false, Map("a" -> 0.0, "b" -> 0.7, "c" -> 1.5), 99))
show(words.sampleByKey(true, Map("a" -> 0.5, "b" -> 0.2, "c" -> 1.0), 3))
show(words.sampleByKey(true, Map("a" -> 2.5, "b" -> 0.01, "c" -> 1.0), -4))
println(lineage(words.sampleByKey(false, Map("a" -> 0.5, "b" -> 0.2, "c" -> 1.0), 3)))
println(words.partitionBy(new org.apache.spark.HashPartitioner(3)).sampleByKey(true, Map("a" -> 0.5, "b" -> 0.2, "c" -> 1.0), 3).partitioner)
attempt { words.sampleByKey(false, Map("a" -> -0.5, "b" -> 0.2, "c" -> 1.0), 3) }
attempt { words.sampleByKey(true, Map("a" -> -0.5, "b" -> 0.2, "c" -> 1.0), 3) }
val one = sc.parallelize(Seq(("a", 1), ("b", 2)), 1)
attempt { one.sampleByKey(false, Map("a" -> 0.5), 3).count() }
attempt { one.sampleByKey(true, Map("a" -> 0.0), 3).count() }
