# Sourced by ./demo and ./check: a virtual environment in .venv, with xlpy installed from this
# checkout. setup_venv EXTRAS, e.g. setup_venv '' or setup_venv '[dev]'.

setup_venv() {
    python=${PYTHON:-python3}
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "xlpy needs Python 3.11 or newer; set PYTHON to one" >&2
        exit 1
    fi
    # the bytecode cache makes every command start in half the time
    unset PYTHONDONTWRITEBYTECODE
    if ! [ -x .venv/bin/pip ]; then
        if ! "$python" -m venv .venv >/dev/null 2>&1; then
            # Debian's Python comes without the module that makes environments
            if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
                apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
            fi
            rm -rf .venv
            "$python" -m venv .venv || {
                echo "cannot make .venv; on Debian: apt-get install python3-venv" >&2
                exit 1
            }
        fi
    fi
    .venv/bin/pip install --quiet --disable-pip-version-check --editable ".$1"
    PATH=$PWD/.venv/bin:$PATH
    export PATH
}
