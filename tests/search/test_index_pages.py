"""Order, shards, and each text of a shard once."""

from site_builder.search.index_pages import notice_rows, pages
from site_builder.search.sharding import rank_order, shards
from site_builder.search.tokens import code, normalize, pairs
from site_builder.unit.search_documents import SearchDocument


def item(url: str, published: str | None = "2024-05-01", *blocks: str) -> SearchDocument:
    return SearchDocument(url=url, title="标题", blocks=blocks, published=published, status="done")


def notice(url: str, published: str | None = "2024-05-01", *blocks: str) -> SearchDocument:
    return SearchDocument(url=url, title="通报", blocks=blocks, published=published)


def test_newest_first_then_items_as_numbered_then_their_notice_and_the_undated_last() -> None:
    made = [
        notice("/n/b/", None),
        notice("/n/a/"),
        item("/n/a/p10/"),
        item("/n/a/p2/"),
        notice("/n/c/", "2025-01-01"),
    ]
    assert [d.url for d in rank_order(made)] == ["/n/c/", "/n/a/p2/", "/n/a/p10/", "/n/a/", "/n/b/"]


def years(*counts: tuple[str | None, int]) -> list[SearchDocument]:
    return [notice(f"/n/{year}-{n}/", year and f"{year}-01-01") for year, count in counts for n in range(count)]


def test_years_are_packed_from_the_oldest() -> None:
    made = shards(years(("2020", 2), ("2021", 2), ("2022", 3), (None, 1)), "1", size=5)
    assert [(shard.key, len(shard.documents)) for shard in made] == [("2022", 3), ("undated", 5)]


def test_a_large_year_is_in_parts() -> None:
    made = shards(years(("2020", 5), ("2021", 1)), "1", size=2)
    assert [(shard.key, len(shard.documents)) for shard in made] == [("2020.3", 2), ("2020.2", 2), ("2020", 2)]


def test_an_edit_changes_its_own_shard_only() -> None:
    made = years(("2020", 2), ("2021", 2))
    before = {shard.key: shard.folder for shard in shards(made, "1", size=2)}
    after = {s.key: s.folder for s in shards([*made[:3], notice("/n/2021-1/", "2021-01-01", "新")], "1", size=2)}
    assert before["2020"] == after["2020"]
    assert before["2021"] != after["2021"]


def test_what_stands_in_the_notice_is_indexed_with_the_item_alone() -> None:
    day = "2024-05-01"
    made = rank_order([item("/n/a/p1/", day, "甲乙", "后来的话"), notice("/n/a/", day, "甲乙", "总述")])
    indexed = dict(pages(made))
    assert notice_rows(made) == [1, 1]
    assert set(indexed) == {"0n", "0", "1"}
    assert has(indexed["0n"], "甲乙")
    assert has(indexed["0"], "后来的话")
    assert has(indexed["1"], "总述")
    assert not has(indexed["1"], "甲乙")


def has(words: str, text: str) -> bool:
    return " ".join(pairs(normalize(text))) in words and code(normalize(text)[-1]) in words
