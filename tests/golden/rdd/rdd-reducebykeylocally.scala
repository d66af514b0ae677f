// batches: 0  interval: 1000  master: local[1]  conf spark.resultGetter.threads=1
val pairs = sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4), ("b", 5), ("d", 6), ("e", 7), ("f", 8), ("a", 9)), 3)
val sums = pairs.reduceByKeyLocally(_ + _)
println(Seq("a", "b", "c", "d", "e", "f").map(sums).mkString(" "))
println(pairs.map(x => x).id)
val texts = pairs.mapValues(_.toString).reduceByKeyLocally((x, y) => s"($x $y)")
println(Seq("a", "b", "c").map(texts).mkString(" "))
val twos = pairs.map { case (k, v) => ((k, v % 2), v) }.reduceByKeyLocally(_ + _)
println(twos.toSeq.map(_.toString).sorted.mkString(" "))
println(sc.parallelize(Seq[(Int, Int)](), 2).reduceByKeyLocally(_ + _).size)
attempt { sc.emptyRDD[(Int, Int)].reduceByKeyLocally(_ + _) }
