#!/bin/sh
# A Chromium for the tests: the system's, else Debian's package (as root), else Playwright's own download.
# Usage: tools/browser.sh BIN, where BIN is the virtual environment's folder of programs.
set -eu
bin=$1
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then
    fonts=$(fc-list :lang=zh 2>/dev/null | head -n 1 || true)
    [ -n "$fonts" ] || [ "$(id -u)" != 0 ] || { apt-get update -qq && apt-get install -y -qq fonts-noto-cjk >/dev/null; } || true
    echo "browser: $(command -v "$name")"
    exit 0
  fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "browser: installing Debian's chromium"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null
  exit 0
fi
echo "browser: downloading Playwright's own"
"$bin/python" -m playwright install chromium
