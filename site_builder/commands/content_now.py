"""The content as it stands, beside what is public: notices that are gone, hidden or altered. `check --against…` asks it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from site_builder.build.decoding import text_of_file
from site_builder.records.convert import convert
from site_builder.records.findings import Finding, Span
from site_builder.records.model import Inspection
from site_builder.records.notice import Notice, read_notice
from site_builder.records.register_model import Settings
from site_builder.records.source import Mapping as Keys
from site_builder.records.source import read_yaml
from site_builder.rules.compared import Then, compared
from site_builder.rules.public_tree import tree_of
from site_builder.rules.rule import Slip
from site_builder.rules.since import H003
from site_builder.views.derive import visibility, visible_from, withdrawal

_STEPS = 10  # of redirects that lead on and on


def keys_of(text: str | None) -> set[str]:
    """The keys at the top of a register; empty where it has none or is not there."""
    value = read_yaml(text or "", "").root.value
    return set(value) if isinstance(value, Keys) else set()


def settings_of(content: Path) -> Settings | None:
    """site.yaml of a content folder; None where it cannot be read."""
    return convert(read_yaml(text_of_file(content / "site.yaml") or "", "site.yaml").root, Settings, [])


def inspections_of(content: Path) -> dict[str, Inspection]:
    """inspections.yaml of a content folder; empty where it cannot be read."""
    tree = read_yaml(text_of_file(content / "inspections.yaml") or "", "inspections.yaml").root
    return convert(tree, dict[str, Inspection], []) or {}


class Moved:
    """redirects.yaml: where URLs went."""

    def __init__(self, redirects: Mapping[str, str]):
        self._to = {old.rstrip("/") + "/": new for old, new in redirects.items()}

    def tells(self, url: str) -> bool:
        return url.rstrip("/") + "/" in self._to

    def leads(self, old: str, target: str) -> bool:
        """Whether a URL still leads where it led, or where that itself went."""
        now = self._to.get(old.rstrip("/") + "/")
        wanted: str | None = target
        for _ in range(_STEPS):
            if wanted is None or now is None:
                return False
            if now == wanted:
                return True
            wanted = self._to.get(wanted.rstrip("/") + "/")
        return False

    def notice(self, url: str) -> str | None:
        """The slug of the notice that a notice's URL went to."""
        parts = self._to.get(url, "").strip("/").split("/")
        return parts[1] if len(parts) == 2 and parts[0] == "notices" else None


class ContentNow:
    """The content folder. `day`: today; None = whatever its date, a notice that is no draft is public."""

    def __init__(self, folder: Path, shown: str, day: date | None):
        self.folder, self.shown, self.day = folder, shown, day

    @cached_property
    def moved(self) -> Moved:
        tree = read_yaml(text_of_file(self.folder / "redirects.yaml") or "", "redirects.yaml").root
        return Moved(convert(tree, dict[str, str], []) or {})

    @cached_property
    def _inspections(self) -> dict[str, Inspection]:
        return inspections_of(self.folder)

    @cached_property
    def _settings(self) -> Settings | None:
        return settings_of(self.folder)

    def notice(self, slug: str) -> Notice | None:
        path = self.folder / "notices" / slug
        text, ledger = text_of_file(path / "notice.md"), text_of_file(path / "ledger.yaml")
        return read_notice(slug, text, ledger, f"{self.shown}/notices/{slug}", []) if text is not None else None

    def compared(self, then: Then, files: Collection[str]) -> Iterator[Finding]:
        """Findings for a notice that was public. Takes   files: names of the files whose digests the other state has"""
        home = f"/notices/{then.slug}/"
        here = (self.folder / "notices" / then.slug / "notice.md").is_file()
        slug = then.slug if here else self.moved.notice(home)
        there = slug is not None and (self.folder / "notices" / slug / "notice.md").is_file()
        now = self.notice(slug) if slug is not None and there else None
        if slug is None or not there:
            yield self._gone(
                then, f"公开过的通报 {then.slug} 不见了", "恢复文件夹；改了名的，在 redirects.yaml 里写上改名后的通报"
            )
        elif now is None:
            return  # its head cannot be read, and check says why
        elif now.head.draft:
            yield self._gone(then, f"公开过的通报 {then.slug} 变成了草稿", "删去 draft: true")
        else:
            yield from self._hidden(then, now)
            tree = tree_of(now, self._inspections, self._sums(slug, files))
            yield from compared(then, now, tree, self.day, self.moved.tells)

    def _sums(self, slug: str, names: Collection[str]) -> dict[str, str]:
        paths = {name: self.folder / "notices" / slug / "files" / name for name in names}
        return {name: sha256(path.read_bytes()).hexdigest() for name, path in paths.items() if path.is_file()}

    def _hidden(self, then: Then, now: Notice) -> Iterator[Finding]:
        """Whether what is public would leave the site: by its days at once, by its window when that is over."""
        if self.day is None or self._settings is None:
            return
        seen = visibility(now.head, self.day, self._settings.after_close, drafts=False)
        if seen == "hidden":
            begins = visible_from(now.head)
            why = f"现在的日子要到 {begins} 才公开"
            yield H003.finding(
                Slip(now.at_head("published"), f"公开过的通报 {then.slug} 会从网上消失", why, "改回原来的日子")
            )
        elif ended := withdrawal(now.head, self._settings.after_close) if seen == "withdrawn" else None:
            if ended.closed:
                key = "after_close" if now.head.after_close else "window"
                why = f"期限已满，after_close 是 {now.head.after_close or self._settings.after_close}"
            else:
                key, why = "withdrawn", f"withdrawn 是 {ended.since}"
            at = now.at_head(key)
            yield H003.finding(Slip(at, f"公开过的通报 {then.slug} 这次撤下", why, "确要撤下的不用改", soft=True))

    def _gone(self, then: Then, what: str, mend: str) -> Finding:
        at = Span(path=f"{self.shown}/notices/{then.slug}/notice.md")
        why = f"{then.name} 里是公开的"
        return H003.finding(Slip(at, what, why, f"{mend}；确要撤下的，不写 draft，写 withdrawn 和撤下的日期"))
