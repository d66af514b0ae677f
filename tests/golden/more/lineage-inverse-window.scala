// batches: 3  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1)), 2),
  sc.parallelize(Seq(("a", 2)), 2),
  sc.parallelize(Seq(("b", 3)), 2)))
input.reduceByKeyAndWindow((a: Int, b: Int) => a + b, (a: Int, b: Int) => a - b, Seconds(2), Seconds(1))
  .foreachRDD(rdd => println(lineage(rdd)))
