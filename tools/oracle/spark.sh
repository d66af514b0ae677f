#!/bin/sh
# tools/oracle/spark.sh -- asks a real Apache Spark what a small program prints.
# SPDX-License-Identifier: MIT
#
#   spark.sh PROGRAM.scala                    its standard output
#   spark.sh [--trace] -o DIR PROGRAM.scala|FOLDER...
#                                         for each: DIR/NAME.out (and DIR/NAME.events)
#
# Spark lives in a Python virtual environment, $SLUICE_ORACLE_HOME, made on first use.
# Compiled programs are kept there too, by the hash of their text.
set -eu

version=3.5.6
home=${SLUICE_ORACLE_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/sluice-oracle}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
package=org.apache.spark.streaming.test
imports='import org.apache.spark._, rdd._, storage._, streaming._, streaming.dstream._'
imports="$imports; import scala.collection.mutable"

usage() {
    echo "usage: spark.sh [--trace] [--log LEVEL] [-o DIR] PROGRAM.scala|FOLDER..." >&2
    exit 2
}

out=-
trace=no
level=off
while [ $# -gt 0 ]; do
    case $1 in
    -o) [ $# -gt 1 ] || usage; out=$2; shift 2 ;;
    --trace) trace=yes; shift ;;
    --log) [ $# -gt 1 ] || usage; level=$2; shift 2 ;;
    -*) usage ;;
    *) break ;;
    esac
done
[ $# -gt 0 ] || usage
[ "$trace" = no ] || [ "$out" != - ] || {
    echo "spark.sh: --trace needs -o DIR" >&2
    exit 2
}

# Spark itself.
jars() { find "$home" -type d -path '*/pyspark/jars' 2>/dev/null | head -n 1; }
spark=$(jars)
if [ -z "$spark" ]; then
    echo "spark.sh: installing pyspark $version into $home" >&2
    python3 -m venv "$home"
    "$home/bin/pip" install --quiet "pyspark==$version" >&2
    spark=$(jars)
fi

# One source per program: the first line, a comment, makes room for the wrapping, so
# that line numbers in error messages stay those of the program.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/src"

hash_of() { cat "$@" | sha256sum | cut -c 1-16; }

compile() {
    java -Xmx2g -Xss8m -cp "$spark/*" scala.tools.nsc.Main -usejavacp -nowarn \
        -cp "$classes" -d "$classes" "$@" >&2
}

classes=$home/classes/$(hash_of "$here"/*.scala)
if [ ! -e "$classes/done" ]; then
    mkdir -p "$classes"
    compile "$here"/*.scala
    : > "$classes/done"
fi

add_program() {
    name=$(basename "$1" .scala)
    class=P_$(hash_of "$1")
    case $(head -n 1 "$1") in
    //*) ;;
    *)
        echo "spark.sh: $1: the first line must be a comment, // batches: N ..." >&2
        exit 2
        ;;
    esac
    printf '%s %s %s\n' "$name" "$package.$class" "$1" >> "$work/programs"
    [ -e "$classes/$(echo $package | tr . /)/$class.class" ] && return
    mkdir -p "$work/src/$class"
    {
        printf 'package %s; %s; ' "$package" "$imports"
        printf 'object %s extends Program { ' "$class"
        printf 'def apply(oracle: Oracle, ssc: StreamingContext, sc: SparkContext, '
        printf 'dir: String): Unit = { import oracle._, Oracle._\n'
        tail -n +2 "$1"
        printf '\n}}\n'
    } > "$work/src/$class/$name.scala"
}

for argument; do
    if [ -d "$argument" ]; then
        for file in "$argument"/*.scala; do add_program "$file"; done
    else
        add_program "$argument"
    fi
done
sources=$(find "$work/src" -name '*.scala' | sort)
# shellcheck disable=SC2086
[ -z "$sources" ] || compile $sources

# What Spark's own launcher opens for Java 17.
opens=
for p in lang lang.invoke lang.reflect io net nio util util.concurrent \
    util.concurrent.atomic; do
    opens="$opens --add-opens=java.base/java.$p=ALL-UNNAMED"
done
for p in nio.ch nio.cs security.action util.calendar; do
    opens="$opens --add-opens=java.base/sun.$p=ALL-UNNAMED"
done

cat > "$work/log4j2.properties" <<END
rootLogger.level = $level
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %p %c{1}: %m%n%ex
END

[ "$out" = - ] || mkdir -p "$out"
# shellcheck disable=SC2086
SPARK_LOCAL_HOSTNAME=localhost java $opens -Xmx3g \
    -Dfile.encoding=UTF-8 -Duser.timezone=UTC \
    -Dlog4j2.configurationFile="$work/log4j2.properties" -cp "$classes:$spark/*" \
    $package.Main "$out" "$trace" "$work/programs" "$level"
