# SPDX-License-Identifier: MIT
# Sourced by samples/run.sh and tests/run.sh: installs what is missing, from the one list.
# wanted: "build", or "build test".
setup_packages() {
    missing=
    for package in $(awk -v wanted=" $1 " '!/^#/ && index(wanted, " " $2 " ") {print $1}' \
        "$root/samples/packages.txt"); do
        # Node.js may have come another way than from Debian.
        case $package in
        nodejs) command -v node >/dev/null && continue ;;
        npm) command -v npm >/dev/null && continue ;;
        esac
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
            missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    echo "installing$missing"
    # A server that is installed for tests must not start by itself.
    export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
    $sudo apt-get update -qq &&
        $sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
            apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
