/* vm/base/err.h -- how an expected failure travels below lua/.
 * Spark: the exceptions that reach user code.
 *
 * A function that can fail takes `Err *err` last and returns true for success:
 * `return err_set(err, ERR_IO, "cannot open %s", path)`. Err is a fixed-size struct on
 * the stack and owns nothing, so a longjmp past it frees nothing. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_ERR_H
#define SLUICE_BASE_ERR_H

#include <stdbool.h>

/* Code, and the Java class that a learner's program sees in the error's `.class`. */
#define ERR_CODES(CODE)                                                                \
    CODE(ERR_NONE, "")                                                                 \
    CODE(ERR_IO, "java.io.IOException")                                                \
    CODE(ERR_FILE_NOT_FOUND, "java.io.FileNotFoundException")                          \
    CODE(ERR_EOF, "java.io.EOFException")                                              \
    CODE(ERR_EXCEPTION, "java.lang.Exception")                                         \
    CODE(ERR_RUNTIME, "java.lang.RuntimeException")                                    \
    CODE(ERR_ARGUMENT, "java.lang.IllegalArgumentException")                           \
    CODE(ERR_NUMBER_FORMAT, "java.lang.NumberFormatException")                         \
    CODE(ERR_STATE, "java.lang.IllegalStateException")                                 \
    CODE(ERR_ARITHMETIC, "java.lang.ArithmeticException")                              \
    CODE(ERR_STACK_OVERFLOW, "java.lang.StackOverflowError")                           \
    CODE(ERR_UNSUPPORTED, "java.lang.UnsupportedOperationException")                   \
    CODE(ERR_SPARK, "org.apache.spark.SparkException")                                 \
    CODE(ERR_SPARK_ARGUMENT, "org.apache.spark.SparkIllegalArgumentException")         \
    CODE(ERR_SPARK_UNSUPPORTED, "org.apache.spark.SparkUnsupportedOperationException") \
    CODE(ERR_INVALID_INPUT, "org.apache.hadoop.mapred.InvalidInputException")          \
    CODE(ERR_NEW_INVALID_INPUT,                                                        \
        "org.apache.hadoop.mapreduce.lib.input.InvalidInputException")                 \
    CODE(ERR_FILE_EXISTS, "org.apache.hadoop.mapred.FileAlreadyExistsException")       \
    CODE(ERR_PARENT_NOT_DIRECTORY, "org.apache.hadoop.fs.ParentNotDirectoryException") \
    CODE(ERR_NO_OFFSET,                                                                \
        "org.apache.kafka.clients.consumer.NoOffsetForPartitionException")             \
    CODE(ERR_OFFSET_OUT_OF_RANGE,                                                      \
        "org.apache.kafka.clients.consumer.OffsetOutOfRangeException")                 \
    CODE(ERR_KAFKA_TIMEOUT, "org.apache.kafka.common.errors.TimeoutException")

typedef enum ErrCode {
#define CODE(name, java_class) name,
    ERR_CODES(CODE)
#undef CODE
} ErrCode;

enum { ERR_MESSAGE_SIZE = 1024 };

typedef struct Err {
    ErrCode code;
    char message[ERR_MESSAGE_SIZE]; /* NUL-terminated; a longer text is cut */
} Err;

/* Fills err (NULL is allowed) and returns false, so that it can stand in a return. */
bool err_set(Err *err, ErrCode code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The Java class name of a code. */
const char *err_class(ErrCode code);

#endif
