"""Signatures and lists of signers in OpenSSH's formats, parsed for display only: ssh-keygen itself verifies them.

Source  PROTOCOL.sshsig and ssh-keygen(1), ALLOWED SIGNERS, of OpenSSH
"""

import base64
import binascii
from collections.abc import Iterator
from hashlib import sha256
from textwrap import wrap
from typing import NamedTuple

NAMESPACE = "taizhang"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_COLUMNS = 70  # of base64, as ssh-keygen writes it
MOST_SIGNATURE = 64 * 1024  # bytes: of an RSA key of 16384 bits it is a tenth of that


class KnownKey(NamedTuple):
    """A line of allowed_signers. `until`: its valid-before, '' where it has none"""

    principals: tuple[str, ...]
    fingerprint: str
    until: str


def well_formed(signature: bytes) -> bool:
    """Whether these are the very bytes that ssh-keygen writes: what it would pass over in reading is altered as well."""
    lines = signature.decode("ascii", "replace").split("\n")
    if len(lines) < 4 or lines[0] != _BEGIN or lines[-2:] != [_END, ""]:
        return False
    try:
        content = base64.b64decode("".join(lines[1:-2]), validate=True)
    except (binascii.Error, ValueError):
        return False
    body = wrap(base64.b64encode(content).decode(), _COLUMNS)
    return "\n".join([_BEGIN, *body, _END, ""]).encode() == signature


def fingerprint(blob: str) -> str:
    """As ssh-keygen prints it. Takes   blob: a public key in base64

    >>> fingerprint("AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    'SHA256:kmYcvdi2GkPeWxB6XLjrZB8JHsy2Hm8luHMFp9GMvqk'
    """
    digest = sha256(base64.b64decode(blob)).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def signer_keys(allowed_signers: str) -> Iterator[KnownKey]:
    """The keys of a list of signers; lines that cannot be read are passed over, as nothing is decided by them."""
    for line in allowed_signers.splitlines():
        words = line.split()
        at = next((place for place, word in enumerate(words) if _is_kind(word)), 0)
        if line.startswith("#") or at == 0 or at + 1 >= len(words):
            continue
        options = " ".join(words[1:at]).split(",")
        until = next((o.partition("=")[2].strip('"') for o in options if o.startswith("valid-before=")), "")
        try:
            yield KnownKey(tuple(words[0].split(",")), fingerprint(words[at + 1]), until)
        except (binascii.Error, ValueError):
            continue


def _is_kind(word: str) -> bool:
    return word.startswith(("ssh-", "ecdsa-", "sk-"))


def other_keys(allowed_signers: str, principal: str, used: str) -> list[KnownKey]:
    """Keys that the same signer has or had beside the one used: the sign of a change. Takes   used: its fingerprint"""
    return [key for key in signer_keys(allowed_signers) if principal in key.principals and key.fingerprint != used]
