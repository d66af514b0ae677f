// batches: 0  interval: 1000  master: local[2]
def line(list: Seq[_]): Unit = println(list.mkString(" "))
val numbers = sc.range(0, 100, 1, 4)
line(numbers.takeSample(false, 5, 42))
line(numbers.takeSample(false, 1, 7))
line(numbers.takeSample(false, 0, 7))
line(sc.range(0, 6, 1, 2).takeSample(false, 10, 42))
attempt { numbers.takeSample(false, -1, 42) }
