// own-context
// What a record costs, on one core: the wall time of jobs over many records that are
// kept in memory, in ns a record (docs/cost-model.md).
val sc = new SparkContext(newConf().setMaster("local[1]"))
val many = 400000

def tell(name: String)(job: => Any): Unit = {
  for (_ <- 1 to 6) job
  val times = (1 to 15).map { _ => val from = System.nanoTime; job; System.nanoTime - from }
  println(s"$name ns=${times.sorted.apply(4) / many}")
}

val lines = sc.parallelize(1 to many, 1).map(i => s"line $i").cache()
lines.count()
tell("count")(lines.count())
tell("map")(lines.map(_.length).count())
tell("map 2")(lines.map(_.length).map(_ + 1).count())
tell("map 4")(lines.map(_.length).map(_ + 1).map(_ + 2).map(_ + 3).count())
tell("filter")(lines.filter(_.length > 3).count())
tell("upper")(lines.map(_.toUpperCase).count())
tell("flatMap split")(lines.flatMap(_.split(" ")).count())
lines.unpersist(true)

for (keys <- Seq(10, 1000, 100000)) {
  val pairs = sc.parallelize(1 to many, 1).map(i => (s"key ${i % keys}", 1)).cache()
  pairs.count()
  tell(s"pairs keys=$keys")(pairs.count())
  tell(s"reduceByKey keys=$keys")(pairs.reduceByKey(_ + _, 1).count())
  tell(s"groupByKey keys=$keys")(pairs.groupByKey(1).count())
  pairs.unpersist(true)
}
