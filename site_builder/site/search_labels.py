"""The search page: names of the values of its facets, and the suggestions it offers while one types."""

from site_builder.records.vocabulary import KINDS, MARKS, STATUSES
from site_builder.site.rows import inspection_title, year_label
from site_builder.site.site_context import SiteContext


def search_labels(site: SiteContext) -> dict[str, dict[str, str]]:
    """Facet → value → the name that is shown."""
    registers = site.registers
    rounds = {key: inspection_title(key, record) for key, record in registers.inspections.items()}
    return {
        "kind": dict(KINDS.items()),
        "status": dict(STATUSES.items()),
        "mark": dict(MARKS.items()),
        "organ": {key: organ.name for key, organ in site.organs.items()},
        "year": {card.year: year_label(card.year) for card in site.public},
        "inspection": rounds,
        "theme": {key: theme.title for key, theme in registers.themes.items()},
    }


def search_suggestions(site: SiteContext) -> list[dict[str, str]]:
    """Organs, themes, notices and documents that are offered while one types; never persons."""
    found = [
        {"text": o.name, "url": f"{site.registers.base_path}organs/{k}/", "kind": "单位"}
        for k, o in site.organs.items()
    ]
    found += [
        {"text": theme.title, "url": f"{site.registers.base_path}themes/{key}/", "kind": "专题"}
        for key, theme in site.registers.themes.items()
    ]
    found += [{"text": card.title, "url": card.url, "kind": "通报"} for card in site.public]
    naming = (site.opened(card) for card in site.public if card.counts.documents)
    names = dict.fromkeys(document.name for card in naming for document in card.documents if document.act != "cited")
    return found + [{"text": f"《{name}》", "url": "", "kind": "文件"} for name in names]
