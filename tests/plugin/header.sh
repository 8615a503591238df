#!/bin/sh
# SPDX-License-Identifier: MIT
# The contract compiles alone, as strict C11 and as C++17, with two compilers and every warning; and
# a plugin in either needs nothing of the host.
set -u
root=$TOUCHSTONE_SOURCE_ROOT
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
printf '#include <touchstone/plugin.h>\nint used(void);\nint used(void) { return (int)TS_ABI_MAJOR; }\n' >alone.c
cp alone.c alone.cc
warnings="-Wall -Wextra -Wpedantic -Wshadow -Werror -I$root/include -c -o alone.o"
for compiler in gcc clang; do
    for standard in c11 c17; do
        $compiler -std=$standard -Wconversion -Wstrict-prototypes $warnings alone.c ||
            { echo "FAILED: $compiler -std=$standard"; failures=$((failures + 1)); }
    done
done
for compiler in g++ clang++; do
    for standard in c++17 c++20; do
        $compiler -std=$standard $warnings alone.cc ||
            { echo "FAILED: $compiler -std=$standard"; failures=$((failures + 1)); }
    done
done
# The sample compiles as the contract promises: no symbol of the host is left open.
gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -shared -fPIC -fvisibility=hidden -I"$root/include" \
    "$root/samples/plugin/headline.c" -o headline.so || failures=$((failures + 1))
[ "$(nm -D --defined-only headline.so | awk '{print $3}')" = touchstone_plugin_0 ] &&
    ! nm -D --undefined-only headline.so | grep -q ' ts_' ||
    { echo "FAILED: symbols of the sample"; failures=$((failures + 1)); }
[ "$failures" = 0 ]
