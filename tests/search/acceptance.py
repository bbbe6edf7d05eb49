"""Drives the search of a built site in Chromium and holds it against the truth; point it at any site.

check_search("http://127.0.0.1:8000/zgtz/", documents, seed=7, n=200)
"""

import statistics
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page

from site_builder.unit.search_documents import SearchDocument
from tests.search.serving import chromium
from tests.search.truth import Corpus, Query, draw_queries

LOOKED_AT = 240  # texts, to tell which have several common terms in one block (docs/search.md)
WHOLE = 400  # results up to which all are listed and compared, not only the first
FIRST = 20
ASK = """async (address) => {
  const status = document.querySelector("#search-status");
  const done = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (status.dataset.state !== "busy") { watch.disconnect(); resolve(); }
    });
    watch.observe(status, { attributes: true, attributeFilter: ["data-state"] });
  });
  const begun = performance.now();
  let first = null;
  const list = document.querySelector("#search-results");
  list.replaceChildren();
  const start = new MutationObserver(() => { first ??= list.children.length ? performance.now() - begun : null; });
  start.observe(list, { childList: true });
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
  await done;
  start.disconnect();
  return {
    ms: performance.now() - begun,
    first: first ?? performance.now() - begun,
    total: Number(status.dataset.total),
    text: status.textContent,
    urls: [...document.querySelectorAll("#search-results > li")].map((item) => item.dataset.url),
  };
}"""


@dataclass
class SearchFigures:
    """What a check found; `failures` says in words what broke a floor. Warm: Pagefind is loaded, nothing of the query."""

    seed: int
    queries: Counter[str] = field(default_factory=Counter)
    found: int = 0
    wanted: int = 0
    given: int = 0
    justified: int = 0
    first: list[bool] = field(default_factory=list)
    misses: list[bool] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    first_milliseconds: list[float] = field(default_factory=list)
    cold_bytes: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        """Recall, precision, exact first, misses, latency in ms and bytes, each as one figure or median and p95."""
        return {
            "seed": self.seed,
            "queries": sum(self.queries.values()),
            "recall": _share(self.found, self.wanted),
            "precision": _share(self.wanted, self.given),
            "justified": _share(self.justified, self.given),
            "exact_first": _share(sum(self.first), len(self.first)),
            "misses_empty": _share(sum(self.misses), len(self.misses)),
            "warm_first_result_ms": _spread(self.first_milliseconds),
            "warm_ms": _spread(self.milliseconds),
            "cold_bytes": _spread(self.cold_bytes),
            "failures": len(self.failures),
        }


def check_search(
    base_url: str,
    documents: Sequence[SearchDocument],
    seed: int,
    n: int,
    words: Sequence[str] = (),
    *,
    cold: int = 5,
    browser: Browser | None = None,
) -> SearchFigures:
    """Ask the site's search n queries drawn from the documents, `cold` of them in a browser that has nothing yet.

    Takes   base_url: with the base path and a slash; words: further queries
            browser: one that runs; without it one is started
    """
    corpus = Corpus(documents)
    queries = draw_queries(corpus, seed, n, words)
    figures = SearchFigures(seed)
    with nullcontext(browser) if browser else chromium() as running:
        with closing(running.new_page()) as page:
            page.goto(f"{base_url}search/?q=%E7%9A%84")
            page.wait_for_selector("#search-status[data-state=done]")
            for query in queries:
                _ask(page, corpus, query, figures)
        for query in [query for query in queries if query.kind == "substring"][:cold]:
            figures.cold_bytes.append(cold_bytes(running, f"{base_url}search/?{urlencode({'q': query.text})}"))
    return figures


def ask(page: Page, **wanted: Any) -> dict[str, Any]:
    """The answer of a search page that is open: urls, total, text of the summary, milliseconds."""
    answer: dict[str, Any] = page.evaluate(ASK, "?" + urlencode(wanted, doseq=True))
    return answer


def cold_bytes(browser: Browser, address: str) -> int:
    """Bytes over the wire of a first query, with nothing in any cache."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(address)
    page.wait_for_selector("#search-status[data-state=done]")
    page.wait_for_timeout(50)
    context.close()
    return sum(sizes)


def _ask(page: Page, corpus: Corpus, query: Query, figures: SearchFigures) -> None:
    figures.queries[query.kind] += 1
    relevant = corpus.relevant(query.terms)
    allowed = corpus.anywhere(query.terms)
    answer = ask(page, q=query.text)
    figures.milliseconds.append(answer["ms"])
    figures.first_milliseconds.append(answer["first"])
    if query.kind == "miss":
        figures.misses.append(answer["total"] == 0)
        _expect(answer["total"] == 0, figures, query, f"{answer['total']} results for what is nowhere")
        return
    whole = answer["total"] <= WHOLE
    if whole and answer["total"] > len(answer["urls"]):
        answer = ask(page, q=query.text, limit=answer["total"])
    urls = answer["urls"]
    exact = sum(url in relevant for url in urls[: len(relevant)])
    figures.wanted += len(relevant)
    figures.found += len(relevant & set(urls)) if whole else min(len(relevant), answer["total"])
    figures.given += answer["total"]
    figures.justified += sum(url in allowed for url in urls) + (answer["total"] - len(urls))
    figures.first.append(exact == min(len(relevant), len(urls)))
    _expect(not whole or relevant <= set(urls), figures, query, f"missing {sorted(relevant - set(urls))[:3]}")
    _expect(answer["total"] >= len(relevant), figures, query, f"{answer['total']} of {len(relevant)} results")
    seen = figures.first[-1] or (len(query.terms) > 1 and len(allowed) > LOOKED_AT)
    _expect(seen, figures, query, "a page without the very words comes before one with them")
    _expect(set(urls) <= allowed, figures, query, f"not justified: {sorted(set(urls) - allowed)[:3]}")
    _expect(len(urls) == len(set(urls)), figures, query, "a result twice")


def _expect(held: bool, figures: SearchFigures, query: Query, otherwise: str) -> None:
    if not held:
        figures.failures.append(f"{query.kind} “{query.text}”: {otherwise}")


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def _spread(values: Sequence[float]) -> dict[str, float] | None:
    if not values:
        return None
    ordered = sorted(values)
    return {"median": round(statistics.median(ordered), 1), "p95": round(ordered[int(len(ordered) * 0.95) - 1], 1)}
