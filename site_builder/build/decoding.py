"""Bytes of content files → their text, and a finding where a file is too large or in another encoding."""

from pathlib import Path

from site_builder.records.findings import Finding, Fix, Span
from site_builder.records.source import MAX_BYTES


def decoded_leniently(content: bytes) -> str:
    """The text of a file, whatever is wrong with it: the finding about that is made where the notice itself is read."""
    return unix_lines(content.decode("utf-8-sig", "replace"))


def decoded(content: bytes, path: str, findings: list[Finding]) -> str | None:
    """UTF-8 text with line ends as \\n and no BOM."""
    if len(content) > MAX_BYTES:
        findings.append(too_large(path, MAX_BYTES, "拆成多份"))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        encoding, called = _encoding(content)
        line = 1 if encoding else content.count(b"\n", 0, error.start) + 1
        why = f"是 {called}" if encoding else f"第 {error.start} 字节起无法识读"
        mend = "用编辑器另存为 UTF-8；原件请用 python build.py import 导入"
        at = Span(path=path, line=line)
        fix = Fix(encoding=encoding)
        findings.append(Finding(at=at, code="T010", what="文件不是 UTF-8 编码", why=why, mend=mend, fix=fix))
        return None
    return unix_lines(text)


def unix_lines(text: str) -> str:
    """Line ends of Windows and of old Macs as \\n: the lines that editors show."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(content: bytes) -> tuple[str, str]:
    """The encoding that a text which is no UTF-8 certainly is in, and how it is called; empty where nobody can tell."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "UTF-16（Windows 记事本里叫“Unicode”）"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "", ""
    lenient = content.decode("utf-8", "replace")
    foreign = sum(ord(char) > 127 for char in lenient)
    unread = lenient.count("\ufffd")
    return ("gb18030", "GB18030（旧的中文编码，记事本里叫“ANSI”）") if unread * 4 > foreign else ("", "")


def too_large(path: str, limit: int, mend: str) -> Finding:
    return Finding(at=Span(path=path), code="Y006", what="文件太大", why=f"超过 {limit // 1024 // 1024} MB", mend=mend)


def text_of_file(path: Path) -> str | None:
    """The text of a file, decoded leniently; None where there is no such file."""
    return decoded_leniently(path.read_bytes()) if path.is_file() else None
