"""B009: only another body can close an item."""

from collections.abc import Iterator

from site_builder.claims.parties import same_body
from site_builder.rules.rule import Case, Slip, error


@error("B009")
def closed_by_another_body(case: Case) -> Iterator[Slip]:
    """已销号（closed）要写明由哪个单位核销，并且不能是本单位

    销号是上级或第三方核查后的结论。closing 写明 by（谁核销）、date（哪天），有文号的写 ref，
    有销号公示的写 notice。单位自己宣布做完的，是 done。“我局”、本单位的办公室、机关纪委、整改专班，
    和本单位的简称、旧名、党组，都是本单位。

    改法：补上 closing；没有别的单位核销的，把 status 改成 done。
    """
    for item, ledger in case.notice.ledgers.items.items():
        closed = [n for n, entry in enumerate(ledger.entries) if entry.status == "closed" and entry.about is None]
        if closed and ledger.closing is None:
            at = case.notice.at_ledger(item, "entries", closed[0], "status")
            soft = ledger.entries[closed[0]].suggested
            why = f"{item} 有状态 closed，没有 closing"
            yield Slip(
                at, "已销号而没有写明由谁核销", why, "补上 closing: 及其下的 date、by；没有的把 status 改成 done", soft
            )
        if ledger.closing and (name := same_body(ledger.closing.by, own_names(case))):
            at = case.notice.at_ledger(item, "closing", "by")
            why = f"“{ledger.closing.by}”就是发布单位{name}"
            yield Slip(
                at, "销号的单位是发布单位自己", why, "改成核查销号的上级或第三方；没有的，删去 closing，状态写 done"
            )


def own_names(case: Case) -> list[str]:
    """All names of the publishing organ: present, former and short ones."""
    organ = case.context.organ
    if organ is None:
        return []
    return [organ.name, organ.present_name, organ.short, *(former.name for former in organ.names)]
