"""`sign`: the signature of a site beside its manifest, and a time stamp of it where the site names a server."""

from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from site_builder.build.progress import silent
from site_builder.build.site_paths import SitePaths
from site_builder.commands.content_now import settings_of
from site_builder.commands.file_comparison import Difference
from site_builder.commands.signature_check import SIGNERS
from site_builder.commands.site_copy import Folder
from site_builder.commands.terminal import say
from site_builder.commands.verifying import differences
from site_builder.data.file_record import MANIFEST, SIGNATURE, STAMP
from site_builder.data.manifest import read_manifest
from site_builder.proof import ssh_keygen
from site_builder.proof.time_stamp import ANSWER_TYPE, MOST_STAMP, REQUEST_TYPE, checked_answer, question
from site_builder.records.findings import SiteError
from site_builder.system.renaming import write_beside

_SECONDS = 30.0


def sign(out: Path, key: Path, server: str | None, day: date) -> int:
    """`sign`: writes the signature, and says what a reader needs beside it.

    Takes   out: the folder of the site; key: for ssh-keygen
            server: of time stamps, None = there is none
            day: today, on which the list of signers must know the key
    Gives   0, or 1 where the folder is not what its manifest says
    Errors  SiteError
    """
    paths = SitePaths(out)
    if wrong := unlike_manifest(out):
        first = " ".join(part for part in (wrong[0].path, wrong[0].why) if part)
        say(f"没有签名：{out} 与它的清单有 {len(wrong)} 处不符（{first}）；先重新生成")
        return 1
    signature = ssh_keygen.sign(out / MANIFEST, key)
    stamp = _stamp_of(signature, server) if server else None
    write_beside(out / SIGNATURE, signature)
    if stamp is None:
        (out / STAMP).unlink(missing_ok=True)
    else:
        write_beside(out / STAMP, stamp)
    _tell(out, paths, signature, day)
    return 0


def unlike_manifest(out: Path) -> list[Difference]:
    """What of a folder is not as its manifest says: then it is neither signed nor archived.

    Errors  SiteError where there is no manifest, or a build was interrupted
    """
    if SitePaths(out).journal.exists():
        raise SiteError(f"{out} 的上一次生成没有做完；先运行 python build.py build")
    folder = Folder(out)
    manifest = read_manifest(folder.manifest(), str(out / MANIFEST))
    manifest.next_change = None  # a site may be signed and archived after its day
    return list(differences(copy=folder, manifest=manifest, day=date.min, inspect=None, jobs=8, progress=silent))


def server_of(content: Path) -> str | None:
    """The server of time stamps that site.yaml names."""
    settings = settings_of(content)
    return settings.timestamp_server if settings else None


def _tell(out: Path, paths: SitePaths, signature: bytes, day: date) -> None:
    """Whose key it is, whether it is another than the last time, and what to do so that readers know it."""
    beside = out.resolve().parent / SIGNERS
    found = ssh_keygen.judge(out / MANIFEST, signature, beside if beside.is_file() else None, day)
    say(f"{out / SIGNATURE}：{f'{found.principal}，' if found.principal else ''}{found.key}")
    for line in found.remarks:
        say(line)
    if found.principal is None:
        say(
            f"读者要有公钥才能核对：在 {beside} 里添一行：名称（如 zgtz@example.org）、空格、.pub 文件的内容，并公布出去"
        )
    last = paths.folder / "signing-key"
    before = last.read_text("utf-8").strip() if last.is_file() else found.key
    if before != found.key:
        say(
            f'钥匙换了：上次是 {before}。旧的那一行留着，在名称后面写上 valid-before="{day:%Y%m%d}"，'
            "旧的签名就仍能核对；新的另起一行，并告诉读者"
        )
    paths.folder.mkdir(parents=True, exist_ok=True)
    last.write_text(found.key + "\n", "utf-8", newline="\n")


def _stamp_of(signature: bytes, server: str) -> bytes:
    """A time stamp of a signature from a server. Errors  SiteError"""
    if not server.startswith(("http://", "https://")):
        raise SiteError(f"timestamp_server {server} 不是网址；写成 https://…，或用 --no-timestamp 不要时间戳")
    asked = question(signature)
    request = Request(server, asked.content, {"Content-Type": REQUEST_TYPE, "Accept": ANSWER_TYPE})
    try:
        with urlopen(request, timeout=_SECONDS) as response:
            answer: bytes = response.read(MOST_STAMP + 1)
    except (URLError, OSError, ValueError) as error:
        why = getattr(error, "reason", None) or error
        raise SiteError(f"时间戳服务器 {server} 没有答：{why}；再试一次，或用 --no-timestamp 不要时间戳") from None
    time = checked_answer(asked, answer[:MOST_STAMP], signature)
    say(f"时间戳：{time.at.astimezone():%Y-%m-%d %H:%M:%S %z}，{server}")
    return answer
