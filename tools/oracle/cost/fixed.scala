// own-context
// What a job and a task cost that do nothing, on one core, in a JVM that is warm: the
// wall time of jobs over n empty partitions, in µs (docs/cost-model.md).
val sc = new SparkContext(newConf().setMaster("local[1]"))

def quartile(n: Int)(job: => Any): Long = {
  val times = (1 to n).map { _ => val from = System.nanoTime; job; (System.nanoTime - from) / 1000 }
  times.sorted.apply(n / 4)
}
def empty(n: Int) = sc.parallelize(Seq.empty[Int], n)
def shuffled(n: Int) = empty(n).map(x => (x, 1)).reduceByKey(_ + _, n)

for (_ <- 1 to 150) { empty(4).count(); shuffled(4).count() }
for (n <- Seq(1, 2, 4, 8, 16, 32)) {
  val rdd = empty(n)
  println(s"tasks=$n us=${quartile(60)(rdd.count())}")
}
for (n <- Seq(1, 2, 4, 8, 16)) println(s"tasks=$n+$n us=${quartile(40)(shuffled(n).count())}")
