// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
sc.parallelize(Seq("one", "two", "three", "four"), 3).saveAsTextFile(s"$dir/out/numbers")
show(sc.textFile(s"$dir/out/numbers").sortBy(s => s, true, 1))
println(sc.textFile(s"$dir/out/numbers").getNumPartitions + "\t" + sc.textFile(s"$dir/out/numbers", 1).getNumPartitions)
show(sc.textFile(s"$dir/out/numbers/part-0000[02]"))
show(sc.textFile(s"$dir/out/numbers/part-00002,$dir/out/numbers/part-00001", 1))
attempt { sc.textFile(s"$dir/out/numbers/x*").count() }
