#!/bin/sh
# Build the wheel into build/wheel and the core that stays Python into build/pure.
# Usage: tools/build.sh BIN wheel|pure, where BIN holds a virtual environment's programs.
set -eu
bin=$1

# setuptools packs whatever it finds in build/lib*: a module that is gone, or an extension that
# did not compile this time, would be shipped in its old state.
for left in build/lib*; do
    [ -d "$left" ] || continue
    find "$left" -type f ! -name '*.so' -delete
    for so in "$left"/siekit/core/*.so; do
        [ ! -e "$so" ] || [ -z "$(find src/siekit/core setup.py -newer "$so" -type f)" ] || rm "$so"
    done
done

case $2 in
wheel)
    rm -rf build/wheel
    "$bin/pip" --disable-pip-version-check wheel --quiet --no-deps --wheel-dir build/wheel .
    ;;
pure)
    rm -rf build/pure
    SIEKIT_PURE=1 "$bin/pip" --disable-pip-version-check install --quiet --no-deps \
        --no-warn-script-location --target build/pure .
    ;;
esac
