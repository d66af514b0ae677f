#!/usr/bin/env bash
# tests/vectors/spark.t -- cases of Spark's own tests.
# SPDX-License-Identifier: MIT
exec "$ROOT/tests/run-vectors" "$ROOT/tests/vectors/spark-vectors.json"
