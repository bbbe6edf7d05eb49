"""Access control: only a browser on this machine that holds this run's secret, and only requests from the desk's own pages."""

import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

DESK = "/_desk/"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)


class AccessControl:
    """A new secret for each run: first in the printed URL, then in an HttpOnly cookie."""

    def __init__(self) -> None:
        self.secret = secrets.token_urlsafe(32)
        self.cookie = f"desk-{secrets.token_hex(4)}"  # all ports of a host share cookies: each run has its own name

    @property
    def way_in(self) -> str:
        return f"{DESK}?key={self.secret}"

    def knows(self, secret: str | None) -> bool:
        return secret is not None and hmac.compare_digest(secret.encode(), self.secret.encode())

    def refusal(self, peer: str, host: str, method: str, headers: Mapping[str, str]) -> str | None:
        """Why a request is refused regardless of its secret; None where it is in order.

        Takes   peer: the client's IP address; host: the Host header; headers: by name, as they were sent
        """
        if host_name(host) not in LOOPBACK:
            return "校核台只回答用本机地址发来的请求"
        if not is_loopback(peer):
            return "校核台只在本机上用"
        if method in ("GET", "HEAD"):
            site = headers.get("Sec-Fetch-Site")
            return "别的网站不能打开校核台" if site in ("cross-site", "same-site") else None
        origin = headers.get("Origin")
        if origin is None or not same_origin(origin, host):
            return "别的网页不能替您改记录"
        return None


def is_loopback(peer: str) -> bool:
    """
    >>> [is_loopback(each) for each in ("127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "")]
    [True, True, True, True, False, False]
    """
    import ipaddress

    try:
        address = ipaddress.ip_address(peer.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def same_origin(origin: str, host: str) -> bool:
    """Whether an Origin header names this very server.

    >>> same_origin("http://127.0.0.1:8000", "127.0.0.1:8000"), same_origin("http://127.0.0.1:8001", "127.0.0.1:8000")
    (True, False)
    >>> same_origin("null", "127.0.0.1:8000"), same_origin("https://127.0.0.1:8000", "127.0.0.1:8000")
    (False, False)
    >>> same_origin("http://[127.0.0.1:8000", "127.0.0.1:8000")
    False
    """
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme == "http" and parts.netloc.lower() == host.lower()


def host_name(host_header: str) -> str | None:
    """The name or address in a Host header, without the port; None where the header is malformed."""
    if any(mark in host_header for mark in "/?#@\\, "):
        return None
    try:
        parts = urlsplit("//" + host_header)
        parts.port  # noqa: B018  raises where the port is no number
    except ValueError:
        return None
    return parts.hostname
