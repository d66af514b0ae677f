// batches: 0  interval: 1000  master: local[2]
val sum = sc.longAccumulator("sum")
attempt {
  sc.parallelize(Seq(1, 2, 3), 1).foreach { x =>
    sum.add(x)
    if (x == 3) throw new RuntimeException("three")
  }
}
println(sum.value)
