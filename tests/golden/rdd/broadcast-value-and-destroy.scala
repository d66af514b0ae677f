// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
def plain(action: => Any): Unit = try { action; println("ok") } catch {
  case e: Throwable => println(e.getClass.getName + ": " + e.getMessage.split("\n")(0).replaceAll(" at \\S+:\\d+", " at FILE:LINE"))
}
val names = sc.broadcast(Array("zero", "one", "two"))
println(names + "\t" + names.id + "\t" + names.value(1))
val numbers = sc.parallelize(Seq(0, 1, 2), 2)
show(numbers.map(x => names.value(x)))
plain { names.unpersist() }
show(numbers.map(x => names.value(x)))
val mapped = numbers.map(x => names.value(x))
plain { names.destroy() }
plain { println(names.value) }
plain { mapped.count() }
plain { numbers.map(x => names.value(x)) }
plain { names.unpersist() }
plain { names.destroy() }
plain { sc.broadcast(numbers) }
