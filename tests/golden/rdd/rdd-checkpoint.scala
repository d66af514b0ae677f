// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val numbers = sc.parallelize(Seq(1, 2, 3, 4), 2)
attempt { numbers.checkpoint() }
sc.setCheckpointDir(s"$dir/checkpoint")
println(sc.getCheckpointDir.isDefined)
val mapped = numbers.map(_ * 2).filter(_ > 2)
println(mapped.isCheckpointed + "\t" + mapped.getCheckpointFile)
mapped.checkpoint()
println(mapped.isCheckpointed + "\t" + mapped.getCheckpointFile)
println(lineage(mapped))
println(mapped.count())
println(mapped.isCheckpointed + "\t" + mapped.getCheckpointFile.isDefined)
println(lineage(mapped))
show(mapped)
println(lineage(mapped.map(x => x)))
