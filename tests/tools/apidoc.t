#!/usr/bin/env bash
# tests/tools/apidoc.t -- it writes what annotations say, and sees what is missing.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154,SC2016 # run sets $status; marks of code in texts
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

# The tool runs at the top of a tree; here is one with one class.
mkdir -p tools lua/sluice docs examples
cp "$ROOT"/tools/{annotations,api_library,api_model,apidoc}.lua tools/
echo 'print(1)' >docs/values.md

# class LINE...: the lines stand in front of a method of SparkConf.
class() {
    {
        echo '-- sluice.conf: SparkConf, the settings of an application.'
        echo
        printf '%s\n' '---Settings.' '---' '---Example:' '---```lua' \
            '---print(1)      --> 1' '---```' '---@class SparkConf' \
            'local SparkConf = {}' ''
        printf '%s\n' "$@" 'function SparkConf:set(key, value)' 'end'
    } >lua/sluice/conf.lua
}

apidoc() {
    run "$LUA_TEST" tools/apidoc.lua "$@" lua/sluice/conf.lua
}

full=('---Sets a setting. It stays so.' '---' '---Example:' '---```lua'
    '---for i = 1, 2 do print(i) end' '-----> 1' '-----> 2' '---```'
    '---@param key string its name'
    '---@param value (fun(a: string): integer)|nil what it is;' '---a second line'
    '---@return SparkConf self')

class "${full[@]}"
apidoc --check
is "$status" 1 "files that were never written are missed"
like out '^docs/api.md is out of date' "... by name"
apidoc
is "$status" 0 "it writes"
apidoc --check
is "$status" 0 "what it wrote is what it would write"

page=docs/api/SparkConf.md
like $page '^SparkConf:set\(key \[, value\]\) → SparkConf$' "the signature"
like $page '^Sets a setting\. It stays so\.$' "the text"
like $page '^- `key` \(`string`\): its name$' "a parameter"
value='^- `value` \(`fun\(a: string\): integer`, optional\): what it is; a second line$'
like $page "$value" "a parameter of a type with blanks, over two lines"
sed -n '/^for i/,$p' $page >got
printf '%s\n' 'for i = 1, 2 do print(i) end' '```' 'prints' '```' 1 2 '```' >want
same got want "what an example prints at its end stands below it"
row='^\| \[set\]\(api/SparkConf.md#sparkconfset\) \| Sets a setting\. \|$'
like docs/api.md "$row" "the first page has the first sentence, and a link"

echo >>$page
apidoc --check
like out '^docs/api/SparkConf.md is out of date: make docs$' "a page that was changed"

class '---@param key string'
apidoc --check
like out '^lua/sluice/conf.lua:13: SparkConf:set has no text$' "a method without text"
like out '^lua/sluice/conf.lua:13: SparkConf:set has no example$' "... and example"

class "${full[@]:0:8}" '---@return Unheard'
apidoc --check
like out '^no page has the class Unheard$' "a type that is nowhere described"

class "${full[@]}"
apidoc --examples examples
is "$(wc -l <out)" 2 "it takes the examples out"
is "$(cat examples/2.want)" "$(printf '1\n2')" "... and what they print"

finish
