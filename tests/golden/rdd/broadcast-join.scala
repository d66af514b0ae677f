// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val visits = sc.parallelize(Seq(("ann", "Oslo"), ("bob", "Rome"), ("eve", "Bonn")), 2)
val countries = sc.parallelize(Seq(("Oslo", "Norway"), ("Rome", "Italy")), 1)
val table = sc.broadcast(countries.collectAsMap())
show(visits.map { case (who, city) => (who, table.value.getOrElse(city, "?")) })
show(visits.flatMap { case (who, city) => table.value.get(city).map(who + " in " + _).toList })
