// batches: 0  interval: 1000  master: local[2]
val numbers = sc.parallelize(Seq(1, 2, 3), 2)
numbers.persist(StorageLevel.MEMORY_ONLY)
attempt { numbers.cache() }
attempt { numbers.persist(StorageLevel.MEMORY_ONLY) }
attempt { numbers.persist(StorageLevel.DISK_ONLY) }
println(numbers.unpersist().getStorageLevel)
attempt { numbers.persist(StorageLevel.DISK_ONLY) }
println(numbers.getStorageLevel)
attempt { numbers.unpersist(true) }
attempt { numbers.persist(StorageLevel.NONE) }
