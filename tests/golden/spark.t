#!/usr/bin/env bash
# tests/golden/spark.t -- programs whose output and stages were asked of real Spark.
# SPDX-License-Identifier: MIT
exec "$ROOT/tests/run-golden" "$ROOT/tests/golden/spark"
