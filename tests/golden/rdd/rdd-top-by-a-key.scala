// batches: 0  interval: 1000  master: local[2]
def line(list: Seq[_]): Unit = println(list.mkString(" "))
val counts = sc.parallelize(Seq(("the", 5), ("cat", 2), ("dog", 3), ("a", 9)), 2)
line(counts.top(2)(Ordering.by[(String, Int), Int](_._2)))
line(counts.takeOrdered(2)(Ordering.by[(String, Int), Int](_._2)))
line(counts.takeOrdered(3)(Ordering.by[(String, Int), Int](-_._2)))
println(counts.max()(Ordering.by[(String, Int), Int](_._2)) + "\t" + counts.min()(Ordering.by[(String, Int), String](_._1)))
