#!/bin/sh
# Install Debian packages when we are root, else say which are missing and stop.
# Usage: tools/apt.sh WHY PACKAGE...
set -eu
why=$1
shift
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "$why. Install first: sudo apt-get install $*" >&2
    exit 1
fi
echo "$why: installing $*"
export DEBIAN_FRONTEND=noninteractive
install() {
    apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$@" >build/apt.log 2>&1
}
mkdir -p build
# The lists of a fresh machine are empty, those of an old one may name packages that are gone.
install "$@" || { apt-get -qq update && install "$@"; } || {
    cat build/apt.log >&2
    exit 1
}
