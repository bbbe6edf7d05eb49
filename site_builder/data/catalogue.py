"""`/data/catalog.jsonld`: the open data as a DCAT catalogue, which portals harvest.

Source  W3C Data Catalog Vocabulary (DCAT), version 3; the context is in the file, so nothing is fetched to read it
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from site_builder.records.encoding import indented_json

_MEDIA = "https://www.iana.org/assignments/media-types/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGE = "http://publications.europa.eu/resource/authority/language/ZHO"


class Distribution(NamedTuple):
    """A file of the open data. `url`: absolute; `conforms`: URL of the form or schema that it keeps to, or ''"""

    url: str
    title: str
    media: str
    conforms: str = ""


class CatalogueHead(NamedTuple):
    """What the catalogue says of the site.

    home, data   absolute URLs of the home page and of `/data/`
    first, last  days of the first and the last publication, and of the last change; '' where there is none
    """

    title: str
    publisher: str
    description: str
    home: str
    data: str
    first: str
    last: str
    changed: str
    regions: tuple[str, ...]


def catalogue(head: CatalogueHead, files: Iterable[Distribution]) -> bytes:
    """The catalogue of one dataset with a distribution for each file."""
    publisher = {"@id": f"{head.home}#publisher", "@type": "foaf:Agent", "foaf:name": _said(head.publisher)}
    dataset: dict[str, Any] = {
        "@id": f"{head.data}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _said(f"{head.title}：整改事项"),
        "dct:description": _said(head.description),
        "dct:identifier": head.data,
        "dct:publisher": {"@id": publisher["@id"]},
        "dct:language": {"@id": LANGUAGE},
        "dcat:keyword": [_said(word) for word in ("整改", "巡察", "审计", "督察", "台账")],
        "dcat:landingPage": {"@id": head.data},
        "dcat:distribution": [_distribution(head, file) for file in files],
    }
    if head.first:
        dataset["dct:issued"] = _day(head.first)
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(head.first),
            "dcat:endDate": _day(head.last),
        }
    if head.changed:
        dataset["dct:modified"] = _day(head.changed)
    if head.regions:
        dataset["dct:spatial"] = [{"@type": "dct:Location", "dct:title": _said(each)} for each in head.regions]
    value = {
        "@context": _CONTEXT,
        "@id": f"{head.home}#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _said(head.title),
        "dct:description": _said(head.description),
        "dct:publisher": publisher,
        "dct:language": {"@id": LANGUAGE},
        "foaf:homepage": {"@id": head.home},
        "dcat:dataset": [dataset],
    }
    return indented_json(value)


def _distribution(head: CatalogueHead, file: Distribution) -> dict[str, Any]:
    value: dict[str, Any] = {
        "@id": f"{head.data}#{file.url.rpartition('/data/')[2]}",
        "@type": "dcat:Distribution",
        "dct:title": _said(file.title),
        "dcat:accessURL": {"@id": head.data},
        "dcat:downloadURL": {"@id": file.url},
        "dcat:mediaType": {"@id": _MEDIA + file.media},
    }
    return value | ({"dct:conformsTo": {"@id": file.conforms}} if file.conforms else {})


def _said(words: str) -> dict[str, str]:
    return {"@value": words, "@language": "zh-CN"}


def _day(day: str) -> dict[str, str]:
    """A day, or a month or year where no more is known.

    >>> _day("2024-06"), _day("2024-06-24 17:44")
    ({'@value': '2024-06', '@type': 'xsd:gYearMonth'}, {'@value': '2024-06-24', '@type': 'xsd:date'})
    """
    day = day[:10]
    kind = {4: "gYear", 7: "gYearMonth"}.get(len(day), "date")
    return {"@value": day, "@type": f"xsd:{kind}"}
