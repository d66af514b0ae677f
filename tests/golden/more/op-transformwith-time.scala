// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2), 2),
  sc.parallelize(Seq(3), 2)))
val other = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(2), 2),
  sc.parallelize(Seq(4), 2)))
input.transformWith(other, (a: RDD[Int], b: RDD[Int], time: Time) =>
  a.subtract(b).map(x => x + " " + time)).print()
ssc.transform(Seq(input, other, input), (rdds: Seq[RDD[_]], time: Time) => {
  val all = rdds.map(_.asInstanceOf[RDD[Int]])
  all(0).union(all(1)).union(all(2)).distinct()
}).print()
