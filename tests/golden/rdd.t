#!/usr/bin/env bash
# tests/golden/rdd.t -- programs about RDDs, and what real Spark made of them.
# SPDX-License-Identifier: MIT
exec "$ROOT/tests/run-golden" "$ROOT/tests/golden/rdd"
