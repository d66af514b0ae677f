// batches: 2  interval: 1000  master: local[2]
def line(list: Seq[_]): Unit = println(list.mkString(" "))
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2)), 2),
  sc.parallelize(Seq(("a", 5)), 2)))
var total: RDD[(String, Int)] = sc.parallelize(Seq(("a", 0), ("b", 0), ("c", 0)), 2)
input.foreachRDD { rdd =>
  total = total.union(rdd).reduceByKey(_ + _, 2)
  line(total.sortByKey().collect())
  println(rdd.sparkContext.defaultParallelism)
}
