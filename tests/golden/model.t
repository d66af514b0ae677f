#!/usr/bin/env bash
# tests/golden/model.t -- random programs print what a model of Spark's rules prints.
# SPDX-License-Identifier: MIT
#
# $SEEDS says how many.
folder=$PWD
cd "$ROOT" && exec "$LUA_TEST" tests/golden/generate/check.lua 1001 \
    "$((1000 + ${SEEDS:-200}))" "$folder"
