#!/usr/bin/env bash
# tests/cli/completion.t -- the completions of bash, zsh and fish complete there. A
# shell that is not installed is not asked.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

mkdir functions
"$SLUICE" help --format bash >completion.bash
"$SLUICE" help --format fish >completion.fish
"$SLUICE" help --format zsh >functions/_sluice

# --- bash ----------------------------------------------------------------------------

# The words that can stand in the place of the last one.
in_bash() {
    # shellcheck disable=SC2016 # that bash expands it
    bash --norc -c '. ./completion.bash
        function=$(complete -p sluice | sed "s/.*-F \([^ ]*\).*/\1/")
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        "$function"
        echo "${COMPREPLY[*]}"' - "$@"
}
is "$(in_bash sluice swe)" 'sweep' "bash: a command"
is "$(in_bash sluice run --unt)" '--until' "bash: an option of a command"
is "$(in_bash sluice run --color '')" 'auto always never' "bash: what an option takes"
is "$(in_bash sluice help --format z)" 'zsh' "bash: one of them"

# --- zsh -----------------------------------------------------------------------------

# Types a line that ends with a tab; prints what stands there then.
# shellcheck disable=SC2317 # ok calls it
in_zsh() {
    cat >type.zsh <<'EOT'
zmodload zsh/zpty || exit 1
export TERM=dumb
zpty shell zsh -f -i
zpty -w shell "PS1=; fpath=($PWD/functions \$fpath); autoload -U compinit"
zpty -w shell "compinit -D -u; echo rea''dy"
zpty -r shell text '*ready*'
zpty -w -n shell "$1"$'\t'
zpty -r shell text "*$2*"
print -r -- "$text"
EOT
    timeout 30 zsh -f type.zsh "$1" "$2" </dev/null
}
if command -v zsh >/dev/null; then
    ok "zsh: a command" in_zsh 'sluice swe' 'sluice sweep'
    ok "zsh: an option of a command" in_zsh 'sluice run --unt' 'run --until'
    ok "zsh: what an option takes" in_zsh 'sluice help --format z' '--format zsh'
else
    tap_report 0 "zsh # SKIP zsh is not installed"
fi

# --- fish ----------------------------------------------------------------------------

in_fish() {
    HOME=$PWD fish --no-config -c "source completion.fish; complete -C '$1'" |
        cut -f 1 | tr '\n' ' '
}
if command -v fish >/dev/null; then
    is "$(in_fish 'sluice swe')" 'sweep ' "fish: a command"
    is "$(in_fish 'sluice run --unt')" '--until ' "fish: an option of a command"
    is "$(in_fish 'sluice run --color a')" 'always auto ' "fish: what an option takes"
else
    tap_report 0 "fish # SKIP fish is not installed"
fi
finish
