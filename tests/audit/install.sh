#!/bin/sh
# What make audit needs beside Python, as locked in package-lock.json: the Nu HTML checker, Lighthouse, ReplayWeb.page and others,
# Debian's java, nginx, sshd, rsync, mmdebstrap and firefox; and in editor/ VS Code in a browser with the Node.js it runs on (780 MB).
# Usage: tests/audit/install.sh FOLDER, where FOLDER is made and owned by this script.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
missing=""
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || missing="$missing firefox-esr"
command -v mmdebstrap >/dev/null 2>&1 || missing="$missing mmdebstrap"
command -v rsync >/dev/null 2>&1 || missing="$missing rsync"
[ -x /usr/sbin/sshd ] || missing="$missing openssh-server"
command -v sftp >/dev/null 2>&1 || missing="$missing openssh-client"
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
  mkdir -p player editor # ReplayWeb.page: two scripts that are bundled, of a package with many dependencies that are not needed
  (
    cd player
    npm pack --silent replaywebpage@2.5.3 >/dev/null
    echo "9c28f63d238ddc1c5e489284f00b183f250bbf45cf64a2567f2e25f4fc90adef52ab02d9f9629956cfec7cba8f390e06ac7fb46248dbc0e86bf1c4931f4f20b1  replaywebpage-2.5.3.tgz" | sha512sum --check --quiet
    tar xzf replaywebpage-2.5.3.tgz package/ui.js package/sw.js package/LICENSE
  )
  cp "$here/editor/package.json" "$here/editor/package-lock.json" editor/
  cd editor
  npm ci --ignore-scripts --no-audit --no-fund --silent
  cd node_modules/code-server/lib/vscode # has a lock of its own, which npm ci does not take
  npm install --omit=dev --ignore-scripts --no-save --no-audit --no-fund --silent
else
  echo "audit: no npm here; the checkers that need it are left out"
fi
