// batches: 4  interval: 1000  master: local[2]
def line(list: Seq[_]): Unit = println(list.mkString(" "))
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 1)), 2),
  sc.parallelize(Seq(("a", 2)), 2),
  sc.parallelize(Seq(("a", 3)), 2)))
val counts = input.reduceByKey((a: Int, b: Int) => a + b)
counts.checkpoint(Seconds(2))
counts.foreachRDD { rdd =>
  println(rdd.getStorageLevel + "\t" + rdd.isCheckpointed)
  line(rdd.collect())
  println(rdd.isCheckpointed)
  println(lineage(rdd))
}
