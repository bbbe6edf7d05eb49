#!/bin/sh
# What make audit needs beside Python, as locked in package-lock.json: the Nu HTML checker and Lighthouse; Debian's java and nginx.
# Usage: tests/audit/install.sh FOLDER, where FOLDER is made and owned by this script.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
missing=""
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
mkdir -p "$1"
cp "$here/package.json" "$here/package-lock.json" "$1/"
cd "$1"
if command -v npm >/dev/null 2>&1; then
  npm ci --ignore-scripts --no-audit --no-fund --silent
else
  echo "audit: no npm here; the checkers that need it are left out"
fi
