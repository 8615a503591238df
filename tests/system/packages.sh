#!/bin/sh
# SPDX-License-Identifier: MIT
# The Debian packages in a clean Debian 12: installed, used by an ordinary user, upgraded, removed and
# purged; nothing is left but what is the user's. Their units are started. lintian judges them.
# "clean": they are compiled for it, twice, else what is built is packaged.
set -u
root=$TOUCHSTONE_SOURCE_ROOT
built=$TOUCHSTONE_BUILD_ROOT
# All mounts are in a name space of this test, which ends with it however it ends.
if [ -z "${PACKAGES_APART:-}" ]; then
    as=
    [ "$(id -u)" = 0 ] || as="sudo -n -E"
    $as unshare --mount true 2>/dev/null || { echo "skipped: a chroot needs root and a mount name space"; exit 77; }
    meson introspect --buildoptions "$built" | jq -e '.[] | select(.name == "prefix") | .value == "/usr"' >/dev/null ||
        { echo "skipped: $built is not configured with --prefix=/usr"; exit 77; }
    exec $as env PACKAGES_APART=yes unshare --mount --propagation private --fork --kill-child sh "$0" "$@"
fi
work=$(mktemp -d)
trap 'machine_stop; wait; umount "$work"/chroot/* 2>/dev/null; rm -rf --one-file-system "$work"' EXIT
trap 'exit 1' HUP INT TERM
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
. "$root/tests/system/packages_units.sh"
begun=$(date +%s)
past() { echo "$(($(date +%s) - begun)) s: $*"; }

clean=no
[ "${1:-}" = clean ] && clean=yes && shift
[ $clean = yes ] || set -- --built "$built"
sh "$root/samples/debian/build.sh" "$@" "$work/made" >/dev/null || exit 1
mkdir "$work/debs"
ln "$work"/made/*.deb "$work/debs/"
rm -f "$work"/debs/*-dbgsym_*
past "packages are made"

# They are judged, and made once more if that tells anything, while the clean system is fetched.
lintian --allow-root --fail-on error,warning "$work"/made/*.changes >"$work/lintian.log" 2>&1 &
lintian=$!
if [ $clean = yes ]; then
    mkdir -p "$work/another/home"
    (
        umask 077
        export TZ=Pacific/Auckland LC_ALL=C HOME="$work/another/home" TMPDIR="$work/another" JOBS=3
        exec sh "$root/samples/debian/build.sh" "$work/again"
    ) >"$work/again.log" 2>&1 &
    again=$!
fi

# What meson installs is in one package each, nothing is left out, and nothing heavy is in the first.
DESTDIR="$work/stage" meson install -C "$built" --no-rebuild --quiet
(cd "$work/stage" && find . -type f -o -type l) | sort >"$work/installed"
for deb in "$work"/debs/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -t | grep -v '/$' | grep -v '^./usr/share/doc/'
done | sed '/\/man\//s/\.gz$//' | sort >"$work/packaged"
uniq -d "$work/packaged" | grep . && fail "a file is in two packages"
comm -23 "$work/installed" "$work/packaged" | grep . && fail "files that no package has"
comm -13 "$work/installed" "$work/packaged" | grep -v '^./lib/systemd/system/touchstone\|^./etc/touchstone/milter.yaml' | grep . &&
    fail "files that meson doesn't install"
depends() { dpkg-deb -f "$work/debs/$1"_*.deb Depends; }
depends touchstone | grep 'poppler\|rsvg\|avif\|milter' && fail "touchstone draws in what was split off"
depends touchstone-plugin-pdf | grep -q poppler || fail "touchstone-plugin-pdf without poppler"

# A clean system with what the packages depend on, from the servers of which apt of this machine knows.
apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
    sort -u >"$work/sources"
apt-config dump Acquire | grep -E '^Acquire::(http|https|Check-|Retries)' >"$work/apt.conf"
needed=$(for deb in "$work"/debs/*.deb; do dpkg-deb -f "$deb" Depends; done | tr ',' '\n' |
    sed 's/^ *//; s/[ |].*//' | grep -v '^touchstone\|^$' | sort -u | paste -sd,)
base() {
    rm -rf --one-file-system "$work/chroot"
    mmdebstrap --quiet --mode=root --variant=minbase --include="$needed,hunspell-nl,hunspell-en-gb,systemd" \
        --aptopt="$work/apt.conf" --aptopt='Acquire::Languages "none"' --aptopt='APT::Sandbox::User "root"' \
        --dpkgopt=force-unsafe-io --skip=check/qemu --skip=cleanup/apt "$@" \
        bookworm "$work/chroot" - <"$work/sources" >"$work/base.log" 2>&1
}
# What apt knows here need not be fetched again, unless it is out of date.
base --skip=update --setup-hook='mkdir -p "$1/var/lib/apt/lists" && cp /var/lib/apt/lists/*_* "$1/var/lib/apt/lists/"' ||
    base || { tail -n 20 "$work/base.log"; exit 1; }
past "a clean system is there"
chroot=$work/chroot
mount -t proc proc "$chroot/proc" && mount --bind "$work/debs" "$chroot/mnt" || exit 1

in_root() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 chroot "$@"; }
dpkg_do() { in_root "$chroot" "$@" >"$work/dpkg.log" 2>&1 || { fail "$*"; cat "$work/dpkg.log"; }; }
# As an ordinary user, in the folder of the sample firm.
touchstone() {
    in_root --userspec=2000:2000 "$chroot" env HOME=/srv/firm sh -c 'cd /srv/firm && exec "$@"' - touchstone "$@"
}
# All files but the books of apt and dpkg, logs, and what tools of the system keep for themselves.
files() {
    (cd "$chroot" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./tmp -o -path ./mnt -o -path ./srv \
        -o -path ./var/lib/dpkg -o -path ./var/lib/apt -o -path ./var/cache/apt -o -path ./var/log \
        -o -path ./run -o -path ./var/cache/debconf -o -path ./var/cache/ldconfig \) -prune -o -print) | grep -v '^./etc/\(passwd\|group\|shadow\|gshadow\|subuid\|subgid\)-$' | sort
}
accounts() { cat "$chroot/etc/passwd" "$chroot/etc/group"; }

files >"$work/before"
accounts >"$work/accounts"
dpkg_do sh -c 'apt-get install -y --no-install-recommends /mnt/*.deb'
past "installed"
files >"$work/with"

# The sample firm: the findings that it is known for, and a run that missed nothing.
cp -r "$root/samples/vlakwerk" "$chroot/srv/firm"
rm -rf "$chroot/srv/firm/.touchstone"
chown -R 2000:2000 "$chroot/srv/firm"
touchstone check -q --lang en -o jsonl=out.jsonl
[ $? = 1 ] || fail "the sample firm has errors, so the exit status is 1"
jq -r 'select(.type == "finding") | [.touchpoint, .rule, .severity, .actual, .expected, .count,
    ([.places[] | "\(.locator):\(.line)"] | join(" "))] | @tsv' "$chroot/srv/firm/out.jsonl" |
    LC_ALL=C sort | diff -u "$root/samples/vlakwerk/expected.tsv" - || fail "other findings than those of the build tree"
jq -es '.[0].sealed' "$chroot/srv/firm/out.jsonl" >/dev/null || fail "the run was not sealed"
touchstone doctor >"$work/doctor" 2>&1 || fail "doctor ends with $?"
grep -v '^ok ' "$work/doctor" && fail "doctor finds something amiss"
touchstone rules --test | grep -q ' 0 failed' || fail "the rule packs"
past "used"

wait $lintian || { fail "lintian"; cat "$work/lintian.log"; }

# Manual, units, gate, plugin contract.
for page in $(sed -n 's,^\./\(usr/share/man/.*\)$,\1,p' "$work/packaged"); do
    man -l "$chroot/$page.gz" 2>/dev/null | grep -q . || fail "$page can't be read"
done
find "$chroot/etc/systemd" -name '*touchstone*' | grep . && fail "a unit is enabled"
for unit in touchstone.service touchstone-milter.service touchstone-serve.service; do
    for program in $(sed -n 's/^Exec[A-Za-z]*=\([^ ]*\).*/\1/p' "$chroot/lib/systemd/system/$unit"); do
        [ -x "$chroot$program" ] || [ "$program" = /bin/kill ] || fail "$unit: there is no $program"
    done
done
in_root "$chroot" touchstone-milter --version | grep -q '^touchstone-milter ' || fail "touchstone-milter --version"
# The group is that of a mail server, and none is installed here.
grep -v '^group:' "$chroot/etc/touchstone/milter.yaml" >"$chroot/tmp/milter.yaml"
in_root "$chroot" touchstone-milter -c /tmp/milter.yaml --check || fail "milter.yaml as it is installed"
rm "$chroot/tmp/milter.yaml"
grep -q '^touchstone:.*nologin$' "$chroot/etc/passwd" || fail "there is no user of the gate"
cp -r "$chroot/usr/share/doc/touchstone-dev/examples" "$work/outside"
PKG_CONFIG_LIBDIR=$(dirname "$chroot"/usr/lib/*/pkgconfig/touchstone.pc) PKG_CONFIG_SYSROOT_DIR=$chroot \
    make -s -C "$work/outside" && install -D -t "$chroot/srv/plugins" "$work"/outside/*.so || fail "a plugin outside the tree"
in_root --userspec=2000:2000 "$chroot" env HOME=/srv/firm TOUCHSTONE_PLUGIN_PATH=/srv/plugins touchstone plugins >"$work/plugins" 2>&1
grep -q '^check  *headline' "$work/plugins" || { fail "the plugin outside the tree is not taken"; cat "$work/plugins"; }

judge_systemd
past "units started"

# Without the plugins of their own the gap has a name and a remedy, and is not clean.
dpkg_do dpkg --remove touchstone-plugin-pdf touchstone-plugin-pictures
# Whatever is wrong is left out of account: what remains is what was not checked.
touchstone check --fresh --lang en --fail-on never -o term >"$work/light" 2>&1
[ $? = 3 ] || fail "without the plugins of their own the exit status is not 3"
for package in pdf pictures; do
    grep -q "touchstone-plugin-$package" "$work/light" || { fail "check doesn't name touchstone-plugin-$package"; tail -n 20 "$work/light"; }
    touchstone doctor | grep -q "touchstone-plugin-$package" || fail "doctor doesn't name touchstone-plugin-$package"
done
touchstone init site --directory /tmp/new 2>&1 | grep -q touchstone-plugin-pictures || fail "init doesn't say what it lacks"
past "used without plugins of their own"

# An upgrade keeps what was written into the configuration.
echo '# ours' >>"$chroot/etc/touchstone/milter.yaml"
dpkg_do sh -c 'dpkg --install /mnt/*.deb'
tail -n 1 "$chroot/etc/touchstone/milter.yaml" | grep -q ours || fail "an upgrade threw the configuration away"
files | diff "$work/with" - || fail "an upgrade over itself changes what is installed"

# What is left: configuration after remove, and state of the user's after purge.
packages=$(for deb in "$work"/debs/*.deb; do dpkg-deb -f "$deb" Package; done)
install -d "$chroot/var/lib/touchstone" "$chroot/var/cache/touchstone" "$chroot/var/cache/touchstone-serve/touchstone"
touch "$chroot/var/lib/touchstone/touchstone.db" "$chroot/var/cache/touchstone/x" "$chroot/var/cache/touchstone-serve/touchstone/x"
dpkg_do dpkg --remove $packages
files | comm -13 "$work/before" - | grep -v '^./etc/touchstone\(/milter.yaml\)\?$\|^./var/\(lib\|cache\)/touchstone\|/deb-systemd-helper-enabled/.*\.dsh-also$' | grep . &&
    fail "remove leaves more than configuration and state"
[ -f "$chroot/etc/touchstone/milter.yaml" ] || fail "remove took the configuration away"
dpkg_do dpkg --purge $packages
files | comm -3 "$work/before" - | grep -v 'var/lib/touchstone\(/touchstone.db\)\?$' | grep . && fail "purge leaves, or takes, more"
[ -f "$chroot/var/lib/touchstone/touchstone.db" ] || fail "purge took the user's database away"
accounts | diff "$work/accounts" - || fail "purge leaves its user"
past "removed and purged"

# The same sources give the same bytes, whoever compiles them, wherever and when.
if [ $clean = yes ]; then
    times=$(for deb in "$work"/made/*.deb; do dpkg-deb -c "$deb"; done | awk '{print $4, $5}' | sort -u | grep -c .)
    [ "$times" = 1 ] || fail "files in the packages are of $times times"
    wait $again || { fail "made again"; cat "$work/again.log"; }
    for deb in "$work"/made/*.deb; do
        name=$(basename "$deb")
        cmp "$deb" "$work/again/$name" && continue
        fail "$name has other bytes when it is made again"
        dpkg-deb -R "$deb" "$work/first" && dpkg-deb -R "$work/again/$name" "$work/second" &&
            diff -rq "$work/first" "$work/second"
        dpkg-deb -c "$work/again/$name" >"$work/second.list"
        dpkg-deb -c "$deb" | diff - "$work/second.list"
        rm -rf "$work/first" "$work/second"
    done
    past "made again"
fi

[ "$failures" = 0 ]
