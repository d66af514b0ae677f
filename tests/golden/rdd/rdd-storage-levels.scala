// batches: 0  interval: 1000  master: local[2]
val numbers = sc.parallelize(Seq(1, 2, 3), 2)
println(numbers.getStorageLevel)
println(numbers.map(x => x).cache().getStorageLevel)
println(numbers.map(x => x).persist().getStorageLevel)
for (level <- Seq(StorageLevel.NONE, StorageLevel.DISK_ONLY, StorageLevel.DISK_ONLY_2, StorageLevel.DISK_ONLY_3,
  StorageLevel.MEMORY_ONLY, StorageLevel.MEMORY_ONLY_2, StorageLevel.MEMORY_ONLY_SER, StorageLevel.MEMORY_ONLY_SER_2,
  StorageLevel.MEMORY_AND_DISK, StorageLevel.MEMORY_AND_DISK_2, StorageLevel.MEMORY_AND_DISK_SER,
  StorageLevel.MEMORY_AND_DISK_SER_2, StorageLevel.OFF_HEAP))
  println(level.description + "\t" + level)
