// own-context
// What a byte costs, on one core: the wall time of jobs over 20,000 records of growing
// size, through a shuffle and from a block kept as bytes, in µs (docs/cost-model.md).
val sc = new SparkContext(newConf().setMaster("local[1]"))
val many = 20000

def quartile(job: => Any): Long = {
  for (_ <- 1 to 5) job
  val times = (1 to 12).map { _ => val from = System.nanoTime; job; (System.nanoTime - from) / 1000 }
  times.sorted.apply(3)
}

for (size <- Seq(10, 100, 1000, 4000)) {
  val records = sc.parallelize(1 to many, 1)
    .map(i => (i, new scala.util.Random(i).alphanumeric.take(size).mkString)).cache()
  records.count()
  val apart = quartile(records.partitionBy(new HashPartitioner(1))
    .foreachPartition(list => while (list.hasNext) list.next()))
  val kept = records.map(identity).persist(StorageLevel.MEMORY_ONLY_SER)
  kept.count()
  println(s"size=$size shuffle_us=$apart block_us=${quartile(kept.count())}")
  records.unpersist(true)
  kept.unpersist(true)
}
