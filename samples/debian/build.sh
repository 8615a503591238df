#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the Debian packages: samples/debian/build.sh [--built FOLDER] OUTDIR
# --built packages what a build folder configured with --prefix=/usr holds, without symbols apart;
# else all is compiled, with the flags of Debian.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
built=
if [ "${1:-}" = --built ] && [ $# = 3 ]; then
    built=$(cd "$2" && pwd)
    shift 2
fi
[ $# = 1 ] || { echo "usage: $0 [--built FOLDER] OUTDIR" >&2; exit 2; }
case $1 in -*) echo "usage: $0 [--built FOLDER] OUTDIR" >&2; exit 2 ;; esac
mkdir -p "$1"
out=$(cd "$1" && pwd)
version=$(sed -n "s/^  version: '\(.*\)',$/\1/p" "$root/meson.build")
if [ -n "$built" ]; then
    prefix=$(meson introspect --buildoptions "$built" |
        python3 -c 'import json, sys; print(*[o["value"] for o in json.load(sys.stdin) if o["name"] == "prefix"])')
    [ "$prefix" = /usr ] || { echo "$built: its prefix is $prefix; a package needs meson setup --prefix=/usr" >&2; exit 2; }
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
tree="$work/touchstone-$version"
mkdir "$tree"
# What git knows, as it stands; without git all that is no build.
if git -C "$root" rev-parse --git-dir >/dev/null 2>&1; then
    SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}
    git -C "$root" ls-files -z --cached --others --exclude-standard >"$work/files"
else
    SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(stat -c %Y "$root/CHANGELOG.md")}
    (cd "$root" && find . -path './build*' -prune -o -type f -print0) >"$work/files"
fi
export SOURCE_DATE_EPOCH
# A file that is deleted and not yet committed is no fault.
tar -C "$root" -c --null --no-recursion --ignore-failed-read -T "$work/files" 2>/dev/null | tar -C "$tree" -x
cp -r "$tree/samples/debian" "$tree/debian"

# The version stands in meson.build alone, what is needed to build in samples/packages.txt.
needed=$(awk '!/^#/ && $2 == "build" && $1 !~ /^hunspell-|^ca-certificates$/ {print $1}' "$root/samples/packages.txt" |
    sort -u | paste -sd, | sed 's/,/, /g')
sed "s/@BUILD_DEPENDS@/$needed/" "$tree/debian/control.in" >"$tree/debian/control"
rm "$tree/debian/control.in" "$tree/debian/build.sh"
cat >"$tree/debian/changelog" <<END
touchstone ($version) unstable; urgency=medium

  * Changes: CHANGELOG.md.

 -- $(sed -n 's/^Maintainer: //p' "$tree/debian/control")  $(date -Rud "@$SOURCE_DATE_EPOCH")
END

# The units are those of the samples, for programs in /usr.
unit() { sed 's,/usr/local/,/usr/,; /^# SPDX/d' "$tree/samples/$1" >"$tree/debian/$2"; }
unit nightly/touchstone.service touchstone.service
unit nightly/touchstone.timer touchstone.timer
unit systemd/touchstone-milter.service touchstone-milter.service
unit systemd/touchstone-serve.service touchstone-milter.touchstone-serve.service
# When a file came here is not in the packages; what is newer than that, dpkg makes as old.
find "$tree" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +

options="parallel=${JOBS:-$(nproc)}"
if [ -n "$built" ]; then
    export TOUCHSTONE_BUILT="$built"
    options="$options noautodbgsym"
fi
export DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS:-$options}"
(cd "$tree" && dpkg-buildpackage --build=binary --no-sign --no-pre-clean >"$work/log" 2>&1) ||
    { cat "$work/log" >&2; exit 1; }
grep -E '^(dpkg-shlibdeps|dpkg-gencontrol|dh_[a-z]*): (warning|error)' "$work/log" >&2 || true
cp "$work"/*.deb "$work"/*.changes "$work"/*.buildinfo "$out/"
(cd "$out" && ls touchstone*_"${version}"_*.deb)
