#!/bin/sh
# Programs that tests drive and pip does not install: a Chromium (also that without windows, where Debian has it) with Chinese fonts,
# ssh-keygen, openssl, node, and the library that Playwright's own node is linked to. As root on Debian what is missing is installed; elsewhere Playwright's own Chromium is
# downloaded, and the others are named.
# Usage: tools/programs.sh BIN, where BIN is the virtual environment's folder of programs.
set -eu
bin=$1
missing=""
browser=""
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  [ -n "$browser" ] || browser=$(command -v "$name" || true)
done
[ -n "$browser" ] || missing="$missing chromium"
shell=$(command -v chromium-headless-shell >/dev/null 2>&1 || echo chromium-headless-shell)
[ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1 || true)" ] || missing="$missing fonts-noto-cjk"
command -v ssh-keygen >/dev/null 2>&1 || missing="$missing openssh-client"
command -v openssl >/dev/null 2>&1 || missing="$missing openssl"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
said=$("$bin/python" -m playwright --version 2>&1) || case $said in *libatomic*) missing="$missing libatomic1" ;; esac
if [ "$(id -u)" = 0 ] && [ -n "$missing$shell" ] && command -v apt-get >/dev/null 2>&1; then
  echo "tests: installing$missing $shell"
  export DEBIAN_FRONTEND=noninteractive
  # The same Chromium without windows does a third less: nice to have, so whatever is wrong with it stops nothing.
  apt-get update -qq || [ -z "$missing" ]
  # shellcheck disable=SC2086
  [ -z "$missing" ] || apt-get install -y -qq --no-install-recommends $missing >/dev/null
  [ -z "$shell" ] || apt-get install -y -qq --no-install-recommends --no-remove "$shell" >/dev/null 2>&1 || true
  exit 0
fi
[ -n "$missing" ] || exit 0
if [ -z "$browser" ]; then
  echo "tests: downloading Playwright's own Chromium"
  "$bin/python" -m playwright install chromium
fi
echo "tests: not here, and some tests need them:$missing"
