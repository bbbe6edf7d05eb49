"""Time stamps: a server of somebody else says that a signature was there at a moment. Source: RFC 3161."""

import hashlib
from datetime import datetime
from typing import Any, NamedTuple

from site_builder.records.findings import SiteError

MOST_STAMP = 256 * 1024
REQUEST_TYPE, ANSWER_TYPE = "application/timestamp-query", "application/timestamp-reply"


class Stamped(NamedTuple):
    """A time stamp. `trusted`: whether its certificate leads to a root that was given; None = none was given"""

    at: datetime
    trusted: bool | None


class Question(NamedTuple):
    """A request. `content`: its bytes; `nonce`: what the answer must repeat"""

    content: bytes
    nonce: int | None


def question(signature: bytes) -> Question:
    """A request for a time stamp of these bytes."""
    client = _client()
    asked = client.TimestampRequestBuilder().data(signature).hash_algorithm(client.HashAlgorithm.SHA256).build()
    return Question(asked.as_bytes(), asked.nonce)


def checked_answer(asked: Question, answer: bytes, signature: bytes) -> Stamped:
    """What a server answered. Errors  SiteError where it is no time stamp of these bytes for this request"""
    read = _read(answer)
    if read is None:
        raise SiteError("时间戳服务器答的读不懂；检查 site.yaml 的 timestamp_server，或用 --no-timestamp 不要时间戳")
    if read.status != 0:
        raise SiteError("时间戳服务器没有给时间戳；检查 site.yaml 的 timestamp_server，或用 --no-timestamp 不要时间戳")
    info = read.tst_info
    if info.message_imprint.message != hashlib.sha256(signature).digest() or info.nonce != asked.nonce:
        raise SiteError("时间戳服务器答的不是这次所问的；再试一次，或换一个服务器")
    return Stamped(info.gen_time, None)


def stamped(stamp: bytes, signature: bytes, roots: bytes | None) -> Stamped | None:
    """What a stored time stamp says of a signature; None where it is none of these bytes.

    Takes   roots: certificates of those who are trusted, in PEM; None = nobody is
    """
    client, read = _client(), _read(stamp)
    if read is None or read.as_bytes() != stamp:
        return None
    from cryptography import x509

    try:
        info = read.tst_info
        digest = info.message_imprint.message
        kind = {32: "sha256", 48: "sha384", 64: "sha512"}.get(len(digest))
        if read.status != 0 or kind is None or hashlib.new(kind, signature).digest() != digest:
            return None
        if roots is None:
            return Stamped(info.gen_time, None)
        builder = client.VerifierBuilder(roots=x509.load_pem_x509_certificates(roots))
        builder.build().verify(read, digest)
    except client.VerificationError:
        return Stamped(info.gen_time, False)
    except ValueError:  # certificates or fields that cannot be read
        return None
    return Stamped(info.gen_time, True)


def _read(content: bytes) -> Any:
    try:
        return _client().decode_timestamp_response(content)
    except ValueError:
        return None


def _client() -> Any:
    try:
        import rfc3161_client
    except ImportError:
        raise SiteError(
            "时间戳要用 rfc3161-client：pipx inject taizhang rfc3161-client，或者用程序所在环境的 pip install rfc3161-client"
        ) from None
    return rfc3161_client
