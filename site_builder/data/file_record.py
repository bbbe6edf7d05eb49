"""What is known of a file of the site: kept between builds, and listed in the manifest."""

from msgspec import Struct

MANIFEST = "manifest.json"
SIGNATURE = f"{MANIFEST}.sig"  # of the manifest, and a time stamp of that: both stand beside it and in no list
STAMP = f"{SIGNATURE}.tsr"
PROOFS = (SIGNATURE, STAMP)


class FileRecord(Struct, frozen=True, array_like=True):
    """A file of the site.

    sha256       of its bytes, in hex
    size         bytes
    fingerprint  of a page: changes with its view and its templates; None for other files
    mtime        when it was written, in nanoseconds; a rename keeps it
    """

    sha256: str
    size: int
    fingerprint: bytes | None = None
    mtime: int = 0


FileRecords = dict[str, FileRecord]  # by path relative to the site's folder
