"""Keys of ssh-keygen, and a time stamp authority of openssl behind a local server."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PRINCIPAL = "zgtz@yunzhou.invalid"
_TSA = """\
[ tsa ]
default_tsa = own
[ own ]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
[ stamping ]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[ authority ]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
"""


def new_key(path: Path, kind: str = "ed25519") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    run("ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "test", "-f", str(path))
    return path


def signer(key: Path, options: str = 'namespaces="taizhang"', principal: str = PRINCIPAL) -> str:
    """A line of allowed_signers."""
    kind, blob = key.with_suffix(".pub").read_text("utf-8").split()[:2]
    return f"{principal} {options} {kind} {blob}\n".replace("  ", " ")


def run(*words: str, stdin: bytes | None = None) -> bytes:
    done = subprocess.run(words, input=stdin, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


class Authority:
    """A time stamp authority: `answer` stamps a request. `roots`: the certificate that is to be trusted"""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True)
        self.folder, self.roots = folder, folder / "ca.pem"
        self.trick = b""
        (folder / "tsa.cnf").write_text(_TSA.format(folder=folder))
        (folder / "serial").write_text("01\n")
        config = f"{folder}/tsa.cnf"
        for name in ("ca", "tsa"):
            run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{folder}/{name}.key")
        request = ("openssl", "req", "-new", "-config", "/dev/null", "-subj")
        made = run(*request, "/CN=Test CA", "-key", f"{folder}/ca.key")
        self._certify(made, "ca", "authority", ("-key", f"{folder}/ca.key"), config)
        made = run(*request, "/CN=Test TSA", "-key", f"{folder}/tsa.key")
        issuer = ("-CA", f"{folder}/ca.pem", "-CAkey", f"{folder}/ca.key", "-CAcreateserial")
        self._certify(made, "tsa", "stamping", issuer, config)

    def _certify(self, request: bytes, name: str, extensions: str, issuer: tuple[str, ...], config: str) -> None:
        ends = ("-days", "30", "-extfile", config, "-extensions", extensions, "-out", f"{self.folder}/{name}.pem")
        run("openssl", "x509", "-req", *issuer, *ends, stdin=request)

    def answer(self, request: bytes) -> bytes:
        if self.trick:
            return self.trick
        query = self.folder / "query.tsq"
        query.write_bytes(request)
        return run(
            "openssl", "ts", "-reply", "-config", f"{self.folder}/tsa.cnf", "-queryfile", str(query), "-section", "own"
        )


@contextmanager
def served(authority: Authority) -> Iterator[str]:
    """The authority behind HTTP on the loopback; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            content = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *words: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
