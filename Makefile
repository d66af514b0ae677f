# Makefile -- builds, tests, checks and installs sluice.
# SPDX-License-Identifier: MIT
#
#   make               the program; ./sluice leads to it
#   make test          all tests
#   make help          every target
#
# MODE=release|debug|asan|tsan|cov build side by side under build/; OUT=DIR builds in a
# folder of your own. V=1 shows the commands, WERROR=1 makes warnings errors. CC, CFLAGS,
# LDFLAGS, DESTDIR and PREFIX are honoured. Sources are found by wildcard: a new file
# needs no line here.

# --- Variables ------------------------------------------------------------------------

MODE ?= release
OUT ?= build/$(MODE)
PREFIX ?= /usr/local
DESTDIR ?=
MAN := share/man/man1
DOC := share/doc/sluice
BASH_COMPLETIONS := share/bash-completion/completions
ZSH_COMPLETIONS := share/zsh/site-functions
FISH_COMPLETIONS := share/fish/vendor_completions.d
JOBS ?= 2
FUZZ_RUNS ?= 20000
SEEDS ?= 3000
KILLS ?= 200
FAULT_RUNS ?= 1000

ifeq ($(origin CC),default)
CC := $(notdir $(firstword $(foreach name,gcc clang cc,$(shell command -v $(name)))))
endif
AR ?= ar
PKG_CONFIG ?= pkg-config
PROVE ?= prove
CLANG_FORMAT ?= clang-format

MODES := release debug asan tsan cov fuzz
ifeq ($(filter $(MODE),$(MODES)),)
$(error MODE=$(MODE) is not one of: $(MODES))
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
  -Wwrite-strings -Wvla -Wformat=2 -Wundef $(if $(WERROR),-Werror)

# A debug build reads the Lua files of this folder instead of the embedded ones.
# SLUICE_INVARIANTS: what must hold at the end of each batch and of a run is checked
# then (vm/sched/invariants.c, vm/streaming/streaming_check.c).
# SLUICE_PLAIN_ALLOC: each block of a Lua state comes from malloc (lua/base/cells.h).
FLAGS_release := -O2 -g
FLAGS_debug := -O0 -g3 -DSLUICE_INVARIANTS -DSLUICE_SCRIPTS_DIR='"$(CURDIR)"'
FLAGS_asan := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
  -fno-sanitize-recover=all -DSLUICE_INVARIANTS -DSLUICE_PLAIN_ALLOC
FLAGS_tsan := -O1 -g -fsanitize=thread -DSLUICE_INVARIANTS
FLAGS_cov := -O0 -g --coverage -DSLUICE_INVARIANTS
FLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
  -fno-sanitize-recover=all -DSLUICE_PLAIN_ALLOC

# package NAMES FROM BELOW: the first of the names under which distributions know a
# library, of a version in these bounds; empty if there is none.
package = $(shell for name in $(1); do $(PKG_CONFIG) --exists \
  "$$name >= $(2)" "$$name < $(3)" 2>/dev/null && echo $$name && break; done)

LUA_PACKAGE := $(call package,lua5.4 lua54 lua-5.4 lua,5.4,5.5)
UV_PACKAGE := $(call package,libuv libuv1 uv,1,2)
JANSSON_PACKAGE := $(call package,jansson libjansson,2,3)
EDIT_PACKAGE := $(call package,libedit,3,4)
CMOCKA_PACKAGE := $(call package,cmocka libcmocka,1,3)

cflags_of = $(if $(strip $(1)),$(shell $(PKG_CONFIG) --cflags $(1)))
libs_of = $(if $(strip $(1)),$(shell $(PKG_CONFIG) --libs $(1)))

INCLUDES := -I. $(call cflags_of,$(LUA_PACKAGE) $(UV_PACKAGE) $(JANSSON_PACKAGE) \
  $(EDIT_PACKAGE) $(CMOCKA_PACKAGE))
LUA_LIBS := $(call libs_of,$(LUA_PACKAGE))
UV_LIBS := $(call libs_of,$(UV_PACKAGE))
JANSSON_LIBS := $(call libs_of,$(JANSSON_PACKAGE))
EDIT_LIBS := $(call libs_of,$(EDIT_PACKAGE))
CMOCKA_LIBS := $(call libs_of,$(CMOCKA_PACKAGE))

LIBS := $(LUA_LIBS) $(UV_LIBS) $(JANSSON_LIBS) $(EDIT_LIBS) -lm

COMPILE = $(CC) -std=c11 $(FLAGS_$(MODE)) $(WARNINGS) $(INCLUDES) -pthread \
  $(CPPFLAGS) $(CFLAGS)
LINK = $(CC) $(FLAGS_$(MODE)) -pthread $(CFLAGS) $(LDFLAGS)

# --- Files ----------------------------------------------------------------------------

VM_SOURCES := $(wildcard vm/*/*.c)
SLUICE_SOURCES := $(filter-out cli/main.c,$(wildcard lua/*/*.c cli/*.c))
MAIN_SOURCE := $(wildcard cli/main.c)
# What editors and tools/apidoc.lua read, and no program loads.
ANNOTATIONS := $(wildcard lua/sluice/meta*.lua)
WRITTEN_SCRIPTS := $(filter-out $(ANNOTATIONS),$(wildcard lua/sluice/*.lua \
  lua/sluice/*/*.lua viz/*.lua viz/*/*.lua course/*.lua \
  course/report/*.lua \
  course/verify/*.lua course/quiz/*.lua course/sheet/*.lua cli/*.lua cli/*/*.lua))
# What `make docs` writes, and the REPL reads.
SCRIPTS := $(WRITTEN_SCRIPTS) docs/api/help.lua

# Texts that scripts read as modules: what the player's pages are made of, and lessons.
TEMPLATES := $(wildcard $(addprefix viz/player/*.,html css js))
LESSON_TEXTS := $(wildcard $(foreach ending,md lua txt,lessons/*/*.$(ending) \
  lessons/*/*/*.$(ending)))
COURSE_TEXTS := $(wildcard course/kit/* $(foreach ending,md lua txt, \
  course/template/*.$(ending) course/template/*/*.$(ending)))
MYTH_TEXTS := $(wildcard $(foreach ending,md lua txt,course/myths/*/*.$(ending)))
TEXTS := $(TEMPLATES) $(LESSON_TEXTS) $(COURSE_TEXTS) $(MYTH_TEXTS)

UNIT_SOURCES := $(wildcard tests/unit/test_*.c)
ENGINE_SOURCES := $(wildcard tests/engine/test_*.c)
FUZZ_SOURCES := $(wildcard tests/fuzz/fuzz_*.c)
VECTOR_SOURCES := $(wildcard tests/vectors/*.c)
BENCH_SOURCES := $(wildcard bench/*.c)
LUA_TESTS := $(wildcard tests/lua/*.lua)
SHELL_TESTS := $(wildcard tests/*/*.t)

object = $(patsubst %.c,$(OUT)/obj/%.o,$(1))
program = $(patsubst %.c,$(OUT)/%,$(1))

LIBVM := $(OUT)/libvm.a
LIBSLUICE := $(OUT)/libsluice.a
SLUICE := $(if $(MAIN_SOURCE),$(OUT)/sluice)
LUA_TEST := $(OUT)/lua-test
EMBED := $(OUT)/tools/embed
SCRIPTS_OBJECT := $(OUT)/obj/gen/scripts.o
MANUALS := $(if $(SLUICE),$(patsubst %,$(OUT)/manual/sluice.%,man bash zsh fish))

UNIT_TESTS := $(call program,$(UNIT_SOURCES))
ENGINE_TESTS := $(call program,$(ENGINE_SOURCES))
FUZZ_TESTS := $(call program,$(FUZZ_SOURCES))
VECTORS_TEST := $(OUT)/tests/vectors/modules
BENCHES := $(call program,$(BENCH_SOURCES))

C_SOURCES := $(VM_SOURCES) $(SLUICE_SOURCES) $(MAIN_SOURCE) \
  $(wildcard tools/*.c tests/*.c tests/*/*.c bench/*.c)
HEADERS := $(wildcard vm/*/*.h lua/*/*.h cli/*.h tests/*.h tests/*/*.h bench/*.h)
OBJECTS := $(call object,$(C_SOURCES))
PAGE_SOURCES := $(TEMPLATES) $(wildcard tests/*/*.py)
LUA_SOURCES := $(WRITTEN_SCRIPTS) $(ANNOTATIONS) $(wildcard tools/*.lua tests/lib/*.lua \
  tests/lua/*.lua tests/vectors/*.lua tests/golden/generate/*.lua tests/golden/model/*.lua \
  tests/faults/*.lua tests/hostile/*.lua tests/repl/*.lua bench/*.lua)
EXAMPLES := $(wildcard examples/*.lua)
SHELL_SOURCES := $(wildcard bootstrap .ci/run tests/run-* tests/golden/renew \
  tests/golden/generate/against-spark tests/golden/generate/store tests/faults/again \
  tests/lib/*.sh \
  tests/*/*.t tests/*/*.sh tests/*/*/*.sh tools/*.sh tools/*/*.sh \
  bench/*/install bench/*/run course/kit/setup.sh course/kit/run_autograder)

# --- What people call -----------------------------------------------------------------

.PHONY: all programs objects tests test test-unit test-lua test-engine test-random \
  test-kill test-faults test-undo check-deep check-a11y fuzz coverage lint format bench \
  bench-spark bench-pysparkling docs pictures install uninstall \
  clean help FORCE

all: programs $(MANUALS) ## Build the program and lead ./sluice to it (default)
	$(if $(SLUICE),@ln -sfn '$(SLUICE)' sluice)

programs: $(LIBVM) $(LIBSLUICE) $(SLUICE)

objects: $(OBJECTS) $(SCRIPTS_OBJECT)

# One prove for everything. tests/run-one knows how each kind of file is started.
prove = $(if $(strip $(1)),@SLUICE='$(abspath $(SLUICE))' \
  LUA_TEST='$(abspath $(LUA_TEST))' VECTORS_TEST='$(abspath $(VECTORS_TEST))' \
  $(PROVE) -j$(JOBS) --exec '$(CURDIR)/tests/run-one' $(1))

tests: programs $(LUA_TEST) $(UNIT_TESTS) $(ENGINE_TESTS) $(FUZZ_TESTS) $(VECTORS_TEST)

test: tests ## Run all tests
	$(call prove,$(UNIT_TESTS) $(ENGINE_TESTS) $(FUZZ_TESTS) $(LUA_TESTS) $(SHELL_TESTS))

test-unit: $(UNIT_TESTS) ## Run the tests of vm/ only
	$(call prove,$(UNIT_TESTS))

test-lua: $(LUA_TEST) ## Run the tests in tests/lua only
	$(call prove,$(LUA_TESTS))

# What threads can break: everything but the tests of vm/, which has none.
test-engine: $(LUA_TEST) programs $(ENGINE_TESTS) $(VECTORS_TEST) ## Run the tests of engine and program only
	$(call prove,$(ENGINE_TESTS) $(wildcard tests/cli/*.t tests/golden/*.t \
	  tests/vectors/*.t))

test-random: $(LUA_TEST) programs ## Run SEEDS random programs against a model of Spark
	@SEEDS='$(SEEDS)' SLUICE='$(abspath $(SLUICE))' LUA_TEST='$(abspath $(LUA_TEST))' \
	  TEST_SECONDS=3600 $(PROVE) --exec '$(CURDIR)/tests/run-one' tests/golden/model.t

test-kill: $(LUA_TEST) programs ## Kill a run KILLS times at random moments; it loses nothing
	@KILLS='$(KILLS)' SLUICE='$(abspath $(SLUICE))' LUA_TEST='$(abspath $(LUA_TEST))' \
	  TEST_SECONDS=3600 $(PROVE) --verbose --exec '$(CURDIR)/tests/run-one' tests/cli/kill.t

test-faults: $(LUA_TEST) programs ## Run FAULT_RUNS random programs under random faults
	@FAULT_RUNS='$(FAULT_RUNS)' SLUICE='$(abspath $(SLUICE))' \
	  LUA_TEST='$(abspath $(LUA_TEST))' TEST_SECONDS=3600 \
	  $(PROVE) --exec '$(CURDIR)/tests/run-one' tests/faults/faults.t

# All but the first two check what must hold (SLUICE_INVARIANTS): in programs under
# faults, goldens, the programs of tests/cli and random losses.
test-undo: programs $(LUA_TEST) ## Random sessions of the REPL with detours (SEQUENCES=N)
	$(call prove,tests/cli/repl_undo.t)

check-deep: lint-headers lint-warnings ## Run the tests under sanitizers, and fuzz
	@SEQUENCES=1000 $(MAKE) test-undo
	$(MAKE) test-random
	$(MAKE) test-kill
	$(MAKE) MODE=debug test-faults
	$(MAKE) CC=gcc MODE=asan test
	$(MAKE) CC=gcc MODE=tsan test-engine
	$(MAKE) MODE=fuzz CC=clang fuzz

# axe-core comes from npm into a folder of its own under build/.
AXE := build/axe/node_modules/axe-core/axe.min.js
LATE := examples/text/river.txt:rate=16/s:process=poisson

check-a11y: programs ## Let axe-core look at the player in Chromium (needs npm)
	@test -e $(AXE) || { mkdir -p build/axe && \
	  npm install --silent --no-fund --no-audit --prefix build/axe axe-core@4; }
	@$(SLUICE) view tests/player/late.lua player -o build/axe/player.html \
	  --feed 9999=$(LATE) --until 8s --conf sluice.cost.task=60ms
	@PYTHONPATH=tests/lib PYTHONDONTWRITEBYTECODE=1 python3 tests/player/axe.py \
	  '$(CURDIR)/build/axe/player.html' $(AXE)

fuzz: $(if $(filter fuzz,$(MODE)),$(FUZZ_TESTS)) ## Fuzz every target for FUZZ_RUNS inputs
	@$(if $(filter fuzz,$(MODE)),tests/run-fuzz $(FUZZ_RUNS) $(FUZZ_TESTS),\
	  $(MAKE) MODE=fuzz CC=clang fuzz)

coverage: ## Run the tests and tell which part of each file they reach
	$(MAKE) MODE=cov CC=gcc test
	@tools/coverage.sh build/cov $(VM_SOURCES) $(SLUICE_SOURCES) $(MAIN_SOURCE)

# The checks of lint; `make -k lint` shows what all of them find.
LINTS := lint-layers lint-sizes lint-headers lint-format lint-lua lint-shell lint-page \
  lint-warnings
.PHONY: $(LINTS)
lint: $(LINTS) ## Check layers, sizes, headers, format, scripts and warnings

need = @command -v $(1) >/dev/null || { \
  echo 'lint needs $(1). Try: ./bootstrap packages test' >&2; exit 1; }

lint-layers: $(LUA_TEST)
	@echo 'lint: layers'
	@$(LUA_TEST) tools/layers.lua $(C_SOURCES) $(HEADERS) $(SCRIPTS)

lint-sizes: $(LUA_TEST)
	@echo 'lint: sizes'
	@$(LUA_TEST) tools/sizes.lua $(C_SOURCES) $(HEADERS) $(LUA_SOURCES) $(SHELL_SOURCES) \
	  $(PAGE_SOURCES)

lint-headers: $(OUT)/flags
	@echo 'lint: each header compiles alone'
	@tools/headers.sh $(call quoted,$(COMPILE)) $(HEADERS)

lint-format:
	$(call need,$(CLANG_FORMAT))
	@echo 'lint: format of C'
	@$(CLANG_FORMAT) --dry-run -Werror $(C_SOURCES) $(HEADERS)

lint-lua:
	$(call need,luacheck)
	@echo 'lint: Lua'
	@luacheck --quiet --no-color $(LUA_SOURCES) $(EXAMPLES)

lint-shell:
	$(call need,shellcheck)
	@echo 'lint: shell'
	@shellcheck -x $(SHELL_SOURCES)

# Nobody needs Node to work on sluice: its check of the scripts of pages is a bonus.
lint-page:
	@echo 'lint: scripts of pages'
	@if command -v node >/dev/null; then for file in $(filter %.js,$(TEMPLATES)); do \
	  node --check $$file || exit 1; done; fi

lint-warnings:
	$(call need,gcc)
	$(call need,clang)
	@echo 'lint: warnings of gcc and clang'
	@$(MAKE) CC=gcc OUT=build/gcc WERROR=1 objects
	@$(MAKE) CC=clang OUT=build/clang WERROR=1 objects

format: ## Lay out the C files as .clang-format says
	$(CLANG_FORMAT) -i $(C_SOURCES) $(HEADERS)

bench: $(SLUICE) $(LUA_TEST) $(BENCHES) ## Run the benchmarks (BENCH='--json FILE' keeps them)
	@CC='$(CC)' $(LUA_TEST) bench/run.lua '$(SLUICE)' '$(OUT)/bench' $(BENCH)
	@[ -n "$(BENCH)" ] || for batches in 20 100 1000 10000; do \
	  $(LUA_TEST) bench/pictures.lua '$(OUT)/bench' $$batches || exit 1; done

# bench_beside PEER: what is installed once is used again.
bench_beside = @bench/$(1)/install build/$(1) && \
  $(MAKE) --no-print-directory bench BENCH='--$(1) build/$(1) $(BENCH)'

bench-spark: ## Run the benchmarks beside Spark, installed in build/spark
	$(call bench_beside,spark)

bench-pysparkling: ## Run the benchmarks beside pysparkling, in build/pysparkling
	$(call bench_beside,pysparkling)

docs: $(LUA_TEST) ## Write docs/api.md and docs/api/ from the annotations in lua/sluice/
	@$(LUA_TEST) tools/apidoc.lua $(sort $(ANNOTATIONS) $(filter lua/sluice/%,$(SCRIPTS)))

# docs/gallery.md has the commands; docs/pictures/sums tells a test what they have drawn.
pictures: programs ## Draw the pictures of the documents again
	@rm -rf '$(OUT)/gallery'
	@SLUICE='$(abspath $(SLUICE))' tools/gallery.sh draw '$(OUT)/gallery'
	cp '$(OUT)'/gallery/*.svg '$(OUT)'/gallery/*.png '$(OUT)/gallery/sums' docs/pictures/
	dot -Tsvg -o docs/pictures/layers.svg docs/pictures/layers.dot
	$(SLUICE) learn draw --lessons lessons

# install_file MODE FILE FOLDER NAME
install_file = install -d '$(DESTDIR)$(PREFIX)/$(3)' && \
  install -m $(1) '$(2)' '$(DESTDIR)$(PREFIX)/$(3)/$(4)'

install: all ## Install the program, man page, completions and examples into PREFIX
	$(call install_file,755,$(SLUICE),bin,sluice)
	$(call install_file,644,$(OUT)/manual/sluice.man,$(MAN),sluice.1)
	$(call install_file,644,$(OUT)/manual/sluice.bash,$(BASH_COMPLETIONS),sluice)
	$(call install_file,644,$(OUT)/manual/sluice.zsh,$(ZSH_COMPLETIONS),_sluice)
	$(call install_file,644,$(OUT)/manual/sluice.fish,$(FISH_COMPLETIONS),sluice.fish)
	$(call install_file,644,README.md,$(DOC),README.md)
	$(call install_file,644,LICENSE,$(DOC),LICENSE)
	cp -R docs examples '$(DESTDIR)$(PREFIX)/$(DOC)/'

uninstall: ## Remove what install has put there
	rm -f '$(DESTDIR)$(PREFIX)/bin/sluice' '$(DESTDIR)$(PREFIX)/$(MAN)/sluice.1' \
	  '$(DESTDIR)$(PREFIX)/$(BASH_COMPLETIONS)/sluice' \
	  '$(DESTDIR)$(PREFIX)/$(ZSH_COMPLETIONS)/_sluice' \
	  '$(DESTDIR)$(PREFIX)/$(FISH_COMPLETIONS)/sluice.fish'
	rm -rf '$(DESTDIR)$(PREFIX)/$(DOC)'

clean: ## Remove build/ and ./sluice
	rm -rf build sluice

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' Makefile

# --- How things are made --------------------------------------------------------------

# say VERB: a short line in place of the command; none under make -s.
silent := $(findstring s,$(firstword -$(MAKEFLAGS)))
say = $(if $(V),,@$(if $(silent),,printf '  %-6s %s\n' $(1) '$@';))

.DELETE_ON_ERROR:
.SECONDARY:
.SUFFIXES:

quoted = '$(subst ','\'',$(1))'

# Two small files change when the command lines or the list of files change, and with
# them what was made from the old ones.
changed = @mkdir -p $(@D); printf '%s\n' $(1) | cmp -s - $@ || printf '%s\n' $(1) >$@

$(OUT)/flags: FORCE
	$(if $(LUA_PACKAGE),,$(call missing,Lua 5.4,liblua5.4-dev))
	$(if $(UV_PACKAGE),,$(call missing,libuv,libuv1-dev))
	$(if $(JANSSON_PACKAGE),,$(call missing,jansson,libjansson-dev))
	$(if $(EDIT_PACKAGE),,$(call missing,libedit,libedit-dev))
	$(call changed,$(call quoted,$(COMPILE)) $(call quoted,$(LINK) $(LIBS)))

missing = @echo 'sluice needs $(1) ($(2) on Debian), and pkg-config does not find it.' \
  'Try: ./bootstrap packages' >&2; exit 1

$(OUT)/files: FORCE
	$(call changed,$(VM_SOURCES) $(SLUICE_SOURCES) $(SCRIPTS) $(TEXTS))

$(OUT)/obj/%.o: %.c $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,cc)$(COMPILE) -MMD -MP -c -o $@ $<

$(LIBVM): $(call object,$(VM_SOURCES)) $(OUT)/files
	@rm -f $@
	$(call say,ar)$(AR) rcs $@ $(filter %.o,$^)

$(LIBSLUICE): $(call object,$(SLUICE_SOURCES)) $(SCRIPTS_OBJECT) $(OUT)/files
	@rm -f $@
	$(call say,ar)$(AR) rcs $@ $(filter %.o,$^)

$(OUT)/sluice: $(call object,cli/main.c) $(LIBSLUICE) $(LIBVM)
	$(call say,link)$(LINK) -o $@ $^ $(LIBS)

# The man page and the completions, by the program itself: one table of options.
$(MANUALS): $(OUT)/manual/sluice.%: $(OUT)/sluice
	@mkdir -p $(@D)
	$(call say,manual)$< help --format $* >$@

# The Lua files, compiled and written as C. lua/sluice/init.lua is the module "sluice",
# viz/views/timeline.lua is "viz.views.timeline".
module = $(subst /,.,$(patsubst %/init,%,$(patsubst lua/%,%,$(basename $(1)))))

$(OUT)/gen/scripts.c: $(EMBED) $(SCRIPTS) $(TEXTS) $(OUT)/files
	@mkdir -p $(@D)
	$(call say,embed)$(EMBED) $@ $(foreach script,$(SCRIPTS),$(call module,$(script)) $(script)) \
	  $(foreach text,$(TEXTS),$(text) $(text))

$(SCRIPTS_OBJECT): $(OUT)/gen/scripts.c $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,cc)$(COMPILE) -MMD -MP -c -o $@ $<

# The tool runs while building: no sanitizer, whatever MODE says.
$(EMBED): tools/embed.c $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,cc)$(CC) -std=c11 -O1 $(WARNINGS) $(INCLUDES) -o $@ $< $(LUA_LIBS) -lm

$(LUA_TEST): $(OUT)/obj/tests/lua_host.o $(OUT)/obj/lua/base/cells.o \
  $(SCRIPTS_OBJECT)
	$(call say,link)$(LINK) -o $@ $^ $(LUA_LIBS) -lm

ifeq ($(CMOCKA_PACKAGE),)
$(call object,$(UNIT_SOURCES) $(ENGINE_SOURCES)): need-cmocka
.PHONY: need-cmocka
need-cmocka:
	$(call missing,cmocka,libcmocka-dev)
endif

# vm/ stands without Lua: its tests are linked without it.
$(UNIT_TESTS): $(OUT)/tests/unit/%: $(OUT)/obj/tests/unit/%.o $(LIBVM)
	@mkdir -p $(@D)
	$(call say,link)$(LINK) -o $@ $^ $(CMOCKA_LIBS) $(UV_LIBS) $(JANSSON_LIBS) -lm

$(ENGINE_TESTS): $(OUT)/tests/engine/%: $(OUT)/obj/tests/engine/%.o $(LIBSLUICE) $(LIBVM)
	@mkdir -p $(@D)
	$(call say,link)$(LINK) -o $@ $^ $(CMOCKA_LIBS) $(LIBS)

# Under MODE=fuzz libFuzzer brings main; otherwise replay.c does, for the kept inputs.
FUZZ_MAIN := $(if $(filter fuzz,$(MODE)),-fsanitize=fuzzer)
$(FUZZ_TESTS): $(OUT)/tests/fuzz/%: $(OUT)/obj/tests/fuzz/%.o \
  $(if $(FUZZ_MAIN),,$(OUT)/obj/tests/fuzz/replay.o) $(LIBSLUICE) $(LIBVM)
	@mkdir -p $(@D)
	$(call say,link)$(LINK) $(FUZZ_MAIN) -o $@ $^ $(LIBS)

$(VECTORS_TEST): $(call object,$(VECTOR_SOURCES)) $(LIBVM)
	@mkdir -p $(@D)
	$(call say,link)$(LINK) -o $@ $^ $(JANSSON_LIBS) $(UV_LIBS) -lm

$(BENCHES): $(OUT)/bench/%: $(OUT)/obj/bench/%.o $(LIBSLUICE) $(LIBVM)
	@mkdir -p $(@D)
	$(call say,link)$(LINK) -o $@ $^ $(LIBS)

-include $(OBJECTS:.o=.d) $(SCRIPTS_OBJECT:.o=.d)
