#!/bin/sh
# SPDX-License-Identifier: MIT
# Lays a real site of nearly 6,000 pages out of Debian's documentation packages, partly Dutch.
# usage: site.sh FOLDER
# Every page is reachable from /index.html by a contents page a section; the queries by which the
# help of LibreOffice remembers its program are dropped, for each page would be there eight times.
set -eu
site=${1:?usage: site.sh FOLDER}
mkdir -p "$site"
section() { # name, language, folder that a package installed
    [ -d "$3" ] || { echo "no $3: install the packages of samples/packages.txt" >&2; exit 1; }
    mkdir -p "$site/$1"
    (cd "$3" && find . -name '*.html' -size -1000k | tar -c -T - -f - | tar -x -C "$site/$1" -f -)
    (cd "$site/$1" && find . -name '*.html' | sort | awk -v name="$1" -v language="$2" '
        BEGIN { print "<!DOCTYPE html><html lang=\"" language "\"><title>" name "</title><ul>" }
        { print "<li><a href=\"" $0 "\">" $0 "</a>" }
        END { print "</ul></html>" }' >contents.html)
}
section nl nl /usr/share/libreoffice/help/nl
section en-GB en /usr/share/libreoffice/help/en-GB
section gimp nl /usr/share/gimp/2.0/help/nl
section aptitude nl /usr/share/doc/aptitude/html/nl
section faq nl /usr/share/doc/debian/FAQ/nl
find "$site" -name '*.html' -print0 | xargs -0 sed -i 's/?DbPAR=[A-Za-z0-9_]*//g'
cat >"$site/index.html" <<'END'
<!DOCTYPE html><html lang="en"><title>Manuals</title>
<ul><li><a href="nl/contents.html">Office, Dutch</a>
<li><a href="en-GB/contents.html">Office, English</a>
<li><a href="gimp/contents.html">Pictures</a>
<li><a href="aptitude/contents.html">Packages</a>
<li><a href="faq/contents.html">Questions</a></ul></html>
END
echo "$(find "$site" -name '*.html' | wc -l) pages, $(find "$site" -name '*.html' -print0 | xargs -0 cat | wc -c) bytes"
