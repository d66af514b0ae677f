#!/usr/bin/env bash
# tests/tools/bootstrap.t -- bootstrap installs what is missing, and nothing else.
# SPDX-License-Identifier: MIT
#
# The package manager is played by scripts: the files installed, known and mirror list
# names of packages, and calls has what apt-get was told.
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

mkdir bin tree
cp "$ROOT/bootstrap" tree/
here=$PWD

fake() {
    { printf '#!/bin/sh\ncd "%s" || exit 1\n' "$here"; cat; } >"bin/$1"
    chmod +x "bin/$1"
}

fake dpkg <<'END'
grep -qx "$2" installed && echo "Status: install ok installed"
END
fake apt-cache <<'END'
case $1 in
show) grep -qx "$2" known ;;
depends) echo "  Depends: clang-14" ;;
esac
END
fake apt-get <<'END'
echo "$*" >>calls
case $1 in
update) cp mirror known ;;
install)
    shift
    for name; do
        case $name in
        -* | DPkg*) continue ;;
        esac
        grep -qx "$name" mirror || { echo "E: cannot fetch $name"; exit 100; }
        echo "$name" >>installed
    done
    ;;
esac
END
fake id <<'END'
echo 0
END
for tool in dnf apk brew gcc; do
    fake "$tool" <<'END'
exit 1
END
done

building="libc6-dev make pkg-config graphviz liblua5.4-dev libuv1-dev libjansson-dev"
building="$building libedit-dev"
testing="gcc clang clang-format libcmocka-dev lua-check shellcheck perl git"
testing="$testing netcat-openbsd librsvg2-bin tmux libclang-rt-14-dev"

# lines NAMES: each on its own line, sorted.
lines() {
    tr -s ' ' '\n' <<<"$1" | sed '/^$/d' | sort
}

# state INSTALLED KNOWN MIRROR: lists of names.
state() {
    lines "$1" >installed
    lines "$2" >known
    lines "$3" >mirror
    : >calls
}

bootstrap() {
    run env PATH="$here/bin:$PATH" tree/bootstrap "$@"
}

all="$building $testing"

state "$all" "$all" "$all"
bootstrap packages test
is "$status" 0 "nothing is missing"
is "$(cat out)" "[1/1] packages  all there" "... and it says so"
is "$(cat calls)" "" "... and apt-get is not called"

state "${building/graphviz/}" "$all" "$all"
bootstrap packages
is "$status" 0 "one package is missing"
like out '^\[1/1\] packages  graphviz is missing; installed with apt, [0-9]+ s$' \
    "... and it says so"
is "$(cat calls)" \
    "install -y --no-install-recommends -o DPkg::Lock::Timeout=120 graphviz" \
    "... and only this one is installed, without an update"

state "" "" "$all"
bootstrap packages test
is "$status" 0 "a fresh system without lists of packages"
is "$(head -n 1 calls)" update "... gets the lists first"
is "$(sort installed)" "$(lines "$all")" "... then all packages"

state "make" "$all extra" ""
bootstrap packages
is "$status" 1 "a package that cannot be fetched fails"
like out 'failed$' "... on the line of the step"
like err '^E: cannot fetch libc6-dev' "... showing what apt-get said"
like err 'build/bootstrap/packages.log' "... and where the rest is"

bootstrap nonsense
is "$status" 2 "another word is a usage error"
like err '^Usage: ' "... and the usage is shown"

finish
