"""Every URL of the site, and the file each is in. Source: docs/contract.md."""

import re
from typing import NamedTuple

from site_builder.records.vocabulary import Mark, Status

_RESERVED = re.compile("[^A-Za-z0-9_.~/-]+")


class Routes(NamedTuple):
    """URLs below a base path ('/' or '/zgtz/')."""

    base: str

    def to(self, path: str) -> str:
        """Rooted URL of a path inside the site: '' is the home page."""
        return self.base + path

    def file(self, url: str) -> str:
        """Output path of a URL, relative to the output folder."""
        path = url[len(self.base) :]
        return path + "index.html" if path == "" or path.endswith("/") else path

    def notice(self, slug: str) -> str:
        return self.to(f"notices/{slug}/")

    def problem(self, slug: str, item: str) -> str:
        return self.to(f"notices/{slug}/{item}/")

    def target(self, slug: str, target: str) -> str:
        return self.problem(slug, target)

    def in_text(self, slug: str, item: str) -> str:
        return self.to(f"notices/{slug}/#{item}")

    def item_calendar(self, slug: str, item: str) -> str:
        return self.to(f"notices/{slug}/{item}/due.ics")

    def ledger(self, slug: str) -> str:
        return self.to(f"notices/{slug}/ledger/")

    def ledger_workbook(self, slug: str) -> str:
        return self.to(f"notices/{slug}/ledger.xlsx")

    def notice_json(self, slug: str) -> str:
        return self.to(f"data/notices/{slug}.json")

    def notice_feed(self, slug: str, kind: str) -> str:
        return self.to(f"notices/{slug}/feed.{kind}")

    def attachment(self, slug: str, name: str) -> str:
        return self.to(f"notices/{slug}/files/{name}")

    def evidence(self, slug: str, name: str) -> str:
        """The page with the text of a cited file. Takes   name: of the file, percent-encoded in a URL"""
        return self.to(f"notices/{slug}/evidence/{name}/")

    def year(self, year: str) -> str:
        return self.to(f"notices/{year}/")

    def status(self, status: Status, year: str = "") -> str:
        return self.to(f"status/{status}/" + (f"{year}/" if year else ""))

    def mark(self, mark: Mark) -> str:
        return self.to(f"marks/{mark}/")

    def organ(self, organ: str) -> str:
        return self.to(f"organs/{organ}/")

    def organ_feed(self, organ: str, kind: str) -> str:
        return self.to(f"organs/{organ}/feed.{kind}")

    def inspection(self, inspection: str) -> str:
        return self.to(f"inspections/{inspection}/")

    def cohort(self, year: str) -> str:
        return self.to(f"cohorts/{year}/")

    def theme(self, theme: str) -> str:
        return self.to(f"themes/{theme}/")

    def changes_of(self, month: str) -> str:
        return self.to(f"changes/{month}.json")

    def page(self, name: str) -> str:
        return self.to(f"{name}/")


def percent_encoded(text: str) -> str:
    """As `urllib.parse.quote`, which goes from byte to byte; this, from one run of Chinese to the next.

    >>> percent_encoded("关于 A/1%的说明-2")
    '%E5%85%B3%E4%BA%8E%20A/1%25%E7%9A%84%E8%AF%B4%E6%98%8E-2'
    """
    return _RESERVED.sub(lambda found: "%" + found[0].encode().hex("%").upper(), text)


def mail_url(mail: str) -> str:
    return f"mailto:{percent_encoded(mail).replace('%40', '@')}"


def letter_url(mail: str, subject: str, body: str) -> str:
    """The address of a letter that is begun."""
    return f"{mail_url(mail)}?subject={percent_encoded(subject)}&body={percent_encoded(body)}"


def below(url: str, *names: str) -> str:
    """A list of its own below the page that has not room for it.

    >>> below("/marks/lapsed/", "2026")
    '/marks/lapsed/2026/'
    """
    return f"{url}{'/'.join(names)}/"
