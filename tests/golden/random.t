#!/usr/bin/env bash
# tests/golden/random.t -- random programs, and what real Spark made of them.
# SPDX-License-Identifier: MIT
# tests/golden/generate/README.md tells how they are made.
exec "$ROOT/tests/run-golden" "$ROOT/tests/golden/random"
