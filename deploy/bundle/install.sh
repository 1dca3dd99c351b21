#!/bin/sh
# Installs dxkpi from this folder, without a network:  sh install.sh [FOLDER]     (default: /opt/dxkpi)
# Stop dxkpi first where it runs. The data is not touched: it lies where DXKPI_DATA says, or in the platform's data folder.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-/opt/dxkpi}
wanted=$(cat "$here/python-version")

fail() {
    echo "$1" >&2
    exit 1
}

[ "$(uname -s) $(uname -m)" = "Linux x86_64" ] || fail "This bundle is for Linux on x86-64, and for Windows (install.ps1)."
python=$(command -v "python$wanted" || command -v python3) || fail "Python $wanted is missing."
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
[ "$version" = "$wanted" ] || fail "This bundle is for Python $wanted; $python is Python $version."
"$python" -c 'import ensurepip, venv' 2>/dev/null || fail "Python's venv is missing (Debian: the package python3-venv)."

(cd "$here" && sha256sum --check --quiet SHA256SUMS) || fail "The bundle is damaged: copy it here again."
"$python" -m venv --clear "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps --require-hashes \
    --find-links "$here/wheels" --requirement "$here/linux-x86_64.lock"
"$folder/venv/bin/python" -m pip check --quiet --disable-pip-version-check
"$folder/venv/bin/dxkpi" --help >/dev/null
echo "dxkpi is installed. Start it: $folder/venv/bin/dxkpi serve     (the samples first: $folder/venv/bin/dxkpi demo)"
