// batches: 3  interval: 1000  master: local[4]  conf spark.default.parallelism=6
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, String)]](
  sc.parallelize(Seq[(Int, String)]((266, "w44"), (-7, "w58"), (80, "w12"), (102, "w33"), (296, "w27"), (64, "w40"), (347, "w2"), (399, "w52"), (319, "w81"), (284, "w85"), (360, "w78"), (48, "w42"), (150, "w56"), (264, "w71"), (380, "w54"), (28, "w54"), (309, "w74"), (69, "w21"), (47, "w47"), (91, "w91"), (146, "w16"), (360, "w23"), (120, "w19"), (83, "w69"), (298, "w48"), (189, "w7"), (302, "w92"), (15, "w42"), (363, "w95"), (151, "w15")), 2),
  sc.parallelize(Seq[(Int, String)]((38, "w68"), (203, "w37"), (213, "w69"), (374, "w61"), (87, "w44"), (357, "w15"), (-3, "w29"), (223, "w20"), (-6, "w63"), (75, "w29"), (285, "w20"), (105, "w13"), (-6, "w29"), (58, "w88"), (394, "w92"), (193, "w51"), (-2, "w4"), (143, "w11"), (-6, "w33"), (256, "w6"), (250, "w76"), (310, "w71"), (-2, "w82"), (42, "w45"), (5, "w82"), (243, "w99"), (-6, "w26"), (102, "w5"), (52, "w8"), (153, "w82"), (291, "w71"), (83, "w10"), (104, "w62"), (195, "w2"), (347, "w17"), (148, "w22"), (269, "w58"), (253, "w98"), (400, "w36"), (183, "w41"), (28, "w44"), (56, "w87"), (6, "w98"), (295, "w66"), (-9, "w45"), (161, "w98"), (119, "w12"), (66, "w32"), (307, "w57"), (213, "w26"), (257, "w74"), (48, "w25"), (156, "w19"), (42, "w92"), (-6, "w38"), (114, "w17"), (352, "w63"), (-3, "w56"), (392, "w85"), (174, "w54")), 6),
  sc.parallelize(Seq[(Int, String)]((154, "w58"), (55, "w70"), (229, "w53")), 5)), true)
val s2 = s1.transform[(Int, Iterable[String])]((rdd: RDD[(Int, String)]) => rdd.groupByKey())
val s3 = s2.groupByKeyAndWindow(Milliseconds(4000), Milliseconds(3000))
val s4 = s3.flatMapValues[Iterable[String]]((v: Iterable[Iterable[String]]) => v)
val s5 = s3.count()
val s6 = s5.filter((x: Long) => (x % 1000).toInt > 5)
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(3)) println("  " + x)
}
s4.print(0)
