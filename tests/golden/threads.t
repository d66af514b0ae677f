#!/usr/bin/env bash
# tests/golden/threads.t -- the same with no thread, and with more than partitions need.
# SPDX-License-Identifier: MIT
cd "$ROOT/tests/golden/spark" || exit 1
exec "$ROOT/tests/run-golden" --workers 0 --workers 4 order-reducebykey-20000-keys.lua \
    window-of-window.lua fail-in-foreachrdd.lua
