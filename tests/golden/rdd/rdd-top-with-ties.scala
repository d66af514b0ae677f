// batches: 0  interval: 1000  master: local[1]  conf spark.resultGetter.threads=1
def line(list: Seq[_]): Unit = println(list.mkString(" "))
val counts = sc.parallelize(Seq(("a", 1), ("b", 2), ("c", 2), ("d", 1), ("e", 2), ("f", 1), ("g", 2)), 1)
line(counts.top(3)(Ordering.by[(String, Int), Int](_._2)))
line(counts.takeOrdered(2)(Ordering.by[(String, Int), Int](_._2)))
line(counts.top(6)(Ordering.by[(String, Int), Int](_._2)))
line(counts.repartition(3).top(4)(Ordering.by[(String, Int), Int](_._2)))
line(counts.repartition(3).takeOrdered(4)(Ordering.by[(String, Int), Int](_._2)))
println(counts.max()(Ordering.by[(String, Int), Int](_._2)) + "\t" + counts.min()(Ordering.by[(String, Int), Int](_._2)))
