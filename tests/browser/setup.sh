#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs what the browser tests need beside Chromium and Node.js: setup.sh DIRECTORY
set -eu
mkdir -p "$1"
cp "$(dirname "$0")/package.json" "$1/"
cd "$1"
[ -d node_modules/playwright-core ] && [ -d node_modules/axe-core ] && exit 0
npm install --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error
