# 台账 in a container: small, without root. In the folder of a site:
#
#   docker build -t taizhang .                                                    (in this repository, once)
#   docker run --rm -v "$PWD:/site" --user "$(id -u):$(id -g)" taizhang check
#   docker run --rm -v "$PWD:/site" --user "$(id -u):$(id -g)" taizhang build
#   docker run --rm -v "$PWD:/site" --user "$(id -u):$(id -g)" -p 127.0.0.1:8000:8000 taizhang serve --host 0.0.0.0
#
# tests/audit/test_bare_debian.py carries out these very steps in a bare Debian root.
FROM debian:trixie-slim

RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv ca-certificates git && rm -rf /var/lib/apt/lists/*

COPY . /src
RUN python3 -m venv /opt/taizhang \
 && /opt/taizhang/bin/python -m pip install --no-cache-dir --require-hashes -r /src/requirements/run.txt \
 && /opt/taizhang/bin/python -m pip install --no-cache-dir --no-deps /src \
 && /opt/taizhang/bin/python -m pip uninstall --yes pip \
 && rm -rf /src

RUN useradd --uid 10001 --create-home taizhang && mkdir /site && chown taizhang /site
USER taizhang
WORKDIR /site
ENV PATH=/opt/taizhang/bin:/usr/bin:/bin LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 TAIZHANG_CACHE=
EXPOSE 8000
ENTRYPOINT ["taizhang"]
