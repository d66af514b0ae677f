#!/usr/bin/env bash
# tests/faults/faults.t -- random programs under random faults keep what their
# configurations promise.
# SPDX-License-Identifier: MIT
#
# FAULT_RUNS says how many (30), FAULT_SEED the first seed (1). README.md is about them.

# Thousands of runs write many small files.
folder=$PWD
if [ -d /dev/shm ] && [ -w /dev/shm ]; then
    folder=$(mktemp -d /dev/shm/sluice-faults.XXXXXX) || exit 1
    trap 'rm -rf "$folder"' EXIT
    trap 'exit 1' HUP INT TERM
fi
first=${FAULT_SEED:-1}
cd "$ROOT" && "$LUA_TEST" tests/faults/check.lua "$first" \
    "$((first + ${FAULT_RUNS:-30} - 1))" "$folder"
