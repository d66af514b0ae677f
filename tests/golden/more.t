#!/usr/bin/env bash
# tests/golden/more.t -- more programs about streams, and what real Spark made of them.
# SPDX-License-Identifier: MIT
exec "$ROOT/tests/run-golden" "$ROOT/tests/golden/more"
