#!/usr/bin/env bash
# tests/tools/layers.t -- the layer check sees each kind of violation, and nothing else.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

mkdir -p vm/base vm/sim vm/ingest vm/sched vm/streaming lua/base lua/sluice viz/views \
  cli tests/unit tests/engine

# plant FILE TEXT: a tree of this one file.
plant() {
    printf '%s\n' "$2" >"$1"
    run "$LUA_TEST" "$ROOT/tools/layers.lua" "$1"
}

accepts() {
    plant "$1" "$2"
    is "$status" 0 "$1 may say: $2"
}

refuses() {
    plant "$1" "$2"
    is "$status" 1 "$1 must not say: $2"
    like out "^$1:1: " "... and the place is told"
}

accepts vm/sim/a.c '#include "vm/base/check.h"'
accepts vm/sim/a.c '#include "vm/sim/queue.h"'
accepts vm/streaming/a.c '#include "vm/sched/cluster.h"'
accepts lua/a.c '#include "vm/sched/cluster.h"'
accepts lua/a.c '#include <lua.h>'
accepts lua/a.c '#include <pthread.h>'
accepts vm/streaming/metadata_read.c '#include <jansson.h>'
accepts vm/sim/wall.c '#include <uv.h>'
accepts cli/main.c '#include <uv.h>'
accepts tests/engine/test_a.c '#include "lua/base/state.h"'
accepts viz/views/a.lua 'local trace = require "sluice.trace"'
accepts cli/a.lua 'local viz = require("viz")'
accepts lua/sluice/a.lua 'local text = "required by viz"'

refuses vm/base/a.c '#include "vm/sim/queue.h"'
refuses vm/sim/a.c '#  include "lua/base/state.h"'
refuses vm/sim/a.h '#include "queue.h"'
refuses vm/sched/sim.c '#include "vm/streaming/streaming.h"'
refuses lua/a.c '#include "cli/options.h"'
refuses vm/sim/a.c '#include <lua.h>'
refuses vm/sim/a.c '#include "lauxlib.h"'
refuses vm/ingest/feed.c '#include <uv.h>'
refuses lua/a.c '#include <uv.h>'
refuses vm/sim/a.c '#include <pthread.h>'
refuses lua/a.c '#include <jansson.h>'
refuses tests/unit/test_a.c '#include "lua/base/state.h"'
refuses tests/unit/test_a.c '#include <lua.h>'
refuses viz/views/a.lua 'local options = require "cli.options"'
refuses lua/sluice/a.lua 'local viz = require("viz")'
refuses lua/sluice/a.lua "local viz = require 'viz.style'"

finish
