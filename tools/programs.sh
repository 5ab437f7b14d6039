#!/bin/sh
# See that programs of the system are there, and install what is missing: tools/programs.sh NAME...
# NAME is postgres (the portal's tests run on it too) or chromium (tests and pictures of pages).
# SIEKIT_WITHOUT="postgres chromium" goes on without those it names; their tests are skipped.
set -eu
here=$(dirname "$0")

there() {
    case $1 in
    postgres) [ -n "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || command -v initdb ;;
    chromium) command -v chromium ;;
    esac >/dev/null
}

for name in "$@"; do
    case " ${SIEKIT_WITHOUT-} " in *" $name "*) continue ;; esac
    ! there "$name" || continue
    case $name in
    postgres)
        # Debian 12 has version 15; a later one has what it has, under the name without number.
        packages=postgresql
        ;;
    chromium) packages="chromium fonts-liberation" ;;
    esac
    # shellcheck disable=SC2086
    "$here/apt.sh" "Tests and pictures need $name, which is not here" $packages || {
        echo "Or go on without, and skip what needs it: SIEKIT_WITHOUT=\"${SIEKIT_WITHOUT:+$SIEKIT_WITHOUT }$name\"" >&2
        exit 1
    }
done
