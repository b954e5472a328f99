#!/bin/sh
# Prepares what the make targets need, and returns at once when there is nothing to do.
#
#   tools/setup.sh site    .venv with the runtime requirements
#   tools/setup.sh check   the same, and the development requirements
#   tools/setup.sh test    the same, and a browser, Arabic fonts, rsync, the HTML validator and what opening hours are compared with
#   tools/setup.sh lighthouse   .venv as for check, a browser, and Lighthouse beside benchmarks/
#   tools/setup.sh bench   .venv as for site, and what the benchmark compares with in .cache/bench/venv
#
# System packages are installed only through apt-get, and only as root or with a sudo that asks no
# password. Otherwise one line says what to install. PYTHON=… names the interpreter to use.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" -eq 0 ]; then
        root=
    elif sudo -n true >/dev/null 2>&1; then
        root="sudo -n"
    else
        return 1
    fi
    say "Installing $* with apt-get …"
    # shellcheck disable=SC2086  # $root is a command or nothing
    apt() { $root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 "$@" >/dev/null 2>&1; }
    apt install --no-install-recommends "$@" && return
    apt update || return 1
    apt install --no-install-recommends "$@"
}

# --- .venv -----------------------------------------------------------------------------------------

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s\n' "$name"
            return
        fi
    done
    return 1
}

# Where the .venv stands and what it runs on: a copy, or one whose Python went away, is made anew.
venv_identity() {
    .venv/bin/python -c 'import sys; print(sys.prefix, *sys.version_info[:2])' 2>/dev/null
}

make_venv() {
    [ -s .venv/.made ] && [ "$(cat .venv/.made)" = "$(venv_identity)" ] && return

    python=$(find_python) || die "Python 3.11 or newer is needed and was not found. Install it (on Debian 12 or Ubuntu 24.04: sudo apt-get install python3), or name it: make PYTHON=/path/to/python3"
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        apt_install "$package" || true
        "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
            die "Python's venv module is missing. Install it: sudo apt-get install $package"
    fi
    say "Making .venv …"
    rm -rf .venv
    "$python" -m venv .venv
    venv_identity >.venv/.made
}

# install NAME FILE PIP-OPTION…: installs FILE once; the stamp is a copy of what was installed.
install() {
    name=$1 file=$2
    shift 2
    cmp -s "$file" ".venv/.installed-$name" && return
    say "Installing $file …"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --root-user-action=ignore \
        --no-warn-script-location --require-hashes "$@" -r "$file" ||
        die "The packages of $file could not be installed; the lines above say why."
    cp "$file" ".venv/.installed-$name"
}

# --- what only the tests need ----------------------------------------------------------------------

need_browser() {
    tools/browser.sh >/dev/null && return
    apt_install chromium || true
    tools/browser.sh >/dev/null ||
        die "The tests need Chrome or Chromium. Install one (sudo apt-get install chromium), or name it: CHROMIUM=/path/to/it"
}

# Playwright's own program needs a library that a minimal Debian does not have.
need_playwright() {
    driver=$(echo .venv/lib/python*/site-packages/playwright/driver/node)
    "$driver" --version >/dev/null 2>&1 && return
    apt_install libatomic1 || true
    "$driver" --version >/dev/null 2>&1 ||
        die "Playwright, which drives the browser, does not start. Install what it lacks: sudo apt-get install libatomic1"
}

want_fonts() {
    # Noto is what phones have; DejaVu, which comes with Chromium, also has Arabic letters, but poor ones.
    [ -n "$(fc-list 'Noto Sans Arabic' 2>/dev/null)" ] || apt_install fonts-noto-core ||
        say "Arabic and Farsi may look poor in screenshots. Install good fonts: sudo apt-get install fonts-noto-core"
}

want_rsync() {
    command -v rsync >/dev/null 2>&1 || apt_install rsync ||
        say "No rsync: the copy to a server is not tried. Install it: sudo apt-get install rsync"
}

want_node_tools() {
    java -version >/dev/null 2>&1 || apt_install default-jre-headless ||
        say "No Java: HTML is not validated. Install it: sudo apt-get install default-jre-headless"
    cmp -s package-lock.json node_modules/.installed && return
    command -v npm >/dev/null 2>&1 || apt_install npm ||
        { say "No npm: HTML is not validated, opening hours are not compared. Install it: sudo apt-get install npm"; return; }
    say "Installing package-lock.json …"
    npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null ||
        { say "npm ci failed: HTML is not validated, opening hours are not compared."; return; }
    cp package-lock.json node_modules/.installed
}

need_lighthouse() {
    cmp -s benchmarks/package-lock.json benchmarks/node_modules/.installed && return
    command -v npm >/dev/null 2>&1 || apt_install npm || die "Lighthouse needs npm. Install it: sudo apt-get install npm"
    say "Installing benchmarks/package-lock.json …"
    npm ci --prefix benchmarks --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null ||
        die "Lighthouse could not be installed; the lines above say why."
    cp benchmarks/package-lock.json benchmarks/node_modules/.installed
}

# Other generators lie apart: nothing of them comes into .venv. Without them the benchmark says that they are not there.
want_peers() {
    peers=.cache/bench/venv file=benchmarks/requirements.txt
    cmp -s "$file" "$peers/.installed" && "$peers/bin/python" -c '' 2>/dev/null && return
    say "Installing $file into $peers …"
    rm -rf "$peers"
    { .venv/bin/python -m venv "$peers" &&
        "$peers/bin/python" -m pip install -qq --disable-pip-version-check --no-input --root-user-action=ignore \
            --no-warn-script-location --require-hashes -r "$file" &&
        cp "$file" "$peers/.installed"; } ||
        say "What is compared with could not be installed; the lines above say why. This project is measured alone."
}

# ---------------------------------------------------------------------------------------------------

step=${1:-}
case $step in site | check | test | lighthouse | bench) ;; *) die "usage: tools/setup.sh site|check|test|lighthouse|bench" ;; esac

make_venv
install runtime requirements.txt
install icons requirements-icons.txt --no-deps
# Where Python is told to write no bytecode it would compile the whole program at each start.
[ -z "${PYTHONDONTWRITEBYTECODE:-}" ] || .venv/bin/python -m compileall -q sitegen
[ "$step" = site ] && exit
[ "$step" = bench ] && { want_peers; exit; }
install dev requirements-dev.txt
[ "$step" = check ] && exit
need_browser
[ "$step" = lighthouse ] && { need_lighthouse; exit; }
need_playwright
want_fonts
want_rsync
want_node_tools
