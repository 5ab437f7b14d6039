#!/bin/sh
# Make a virtual environment: tools/venv.sh PYTHON FOLDER.
# A bare Debian splits Python: where venv or the C headers are missing they are installed when we
# are root, and named when we are not. Without headers the core would run uncompiled.
set -eu
python=$1
folder=$2

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "siekit needs Python 3.11 or later; $python is $("$python" -V 2>&1). Try: make PYTHON=python3.11" >&2
    exit 1
}
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
missing=$("$python" - <<'PYTHON'
import importlib.util
import pathlib
import sysconfig

version = sysconfig.get_python_version()
if importlib.util.find_spec("ensurepip") is None:
    print(f"python{version}-venv")
if not pathlib.Path(sysconfig.get_path("include"), "Python.h").exists():
    print(f"python{version}-dev")
PYTHON
)
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    set -- $missing
    "$(dirname "$0")/apt.sh" "Python $version lacks parts of itself" "$@"
fi
exec "$python" -m venv --clear "$folder"
