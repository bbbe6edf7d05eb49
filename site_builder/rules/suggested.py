"""B010: suggestions of import that nobody has reviewed yet."""

from collections.abc import Iterator

from site_builder.rules.listed import suggestible
from site_builder.rules.rule import Case, Slip, warning


@warning("B010")
def suggested_is_not_reviewed(case: Case) -> Iterator[Slip]:
    """建议的条目还没有人看过

    导入时本站按字面提出的建议都带 suggested: true。它们不公开，也不算数，直到编者核对。

    改法：对照引语核对；对的删去 suggested 一行，不对的删去整条。
    """
    for steps, record in suggestible(case.notice):
        if record.suggested:
            at = case.notice.at_ledger(*steps, "suggested")
            yield Slip(at, "建议的条目还没有核对", "带 suggested: true 的不公开", "核对后删去这一行，或删去整条")
