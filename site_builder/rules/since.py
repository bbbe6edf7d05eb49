"""H001–H011: manual pages of the findings of `check --against REV` and `--against-published`; compared.py makes the comparison."""

from site_builder.rules.rule import manual_only

GONE = frozenset({"H003", "H006"})  # codes for published content that is gone; `--allow-gone` turns them into warnings
_ACCOUNT = """
    改法：恢复原来的；确是写错了的，在台账的 notice: 之下添一条更正，before 和 after 恰好是改了的话，一字不多，一字不少。
    新的更正日期不早于公开和以前的更正，也不在今天以后。docs/changes.md 列着每个键公开以后能不能改。
"""
H001 = manual_only(
    "H001",
    """
    公开以后改了正文，更正没有说明

    通报公开以后，正文和标题不再改动。确要改的，在台账的 notice: 之下添一条 corrections，写明日期、改了什么、为什么，
    before 和 after 恰好说明每一处不同：一条小更正不能掩盖别处的改动。
    删除（redaction）不写原话：删去的字在原处换成 *、某 或 〔…〕，段落不能整段消失。

    改法：恢复原文，或添一条更正：
        notice:
          corrections:
            - date: "2024-11-02"
              kind: correction
              what: "第7项的数字"
              why: "原文笔误"
              before: "12台"
              after: "21台"
    """,
)
H002 = manual_only(
    "H002",
    """
    台账里已经公开的记录被改动或删去

    进展记录、时限、数字、责任单位、核查意见、销号、指标、承诺只往后添加，已经公开的不改；进展和时限不插在已经公开的前面，
    日子也不早于它们。草稿里的和标 suggested: true 的不算公开；公开过的再标 suggested，等于删去。

    改法：恢复原来的一条，把新的写成另一条，写明 as_of；确是本站记错的，在 corrections 里说明，before 和 after 恰好是改了的值
    （整条删去的，before 是它的引语）。
    """,
)
H003 = manual_only(
    "H003",
    """
    已经公开的通报不见了

    公开过的通报不能无声无息地消失：不能删去、变回草稿、把日子改到将来，也不能只留一条指向别处的转向。

    改法：恢复文件夹；改了名的，在 redirects.yaml 里写上旧网址，指向改名后的通报；确要撤下的，在文件头里写 withdrawn 和撤下的日期。
    """,
)
H004 = manual_only(
    "H004",
    """
    公开日期或公开期限改了

    published 改早，等于说通报公开得比实际早；改晚，或改动 window 的首尾，会使公开过的通报从网上消失，或缩短公众提意见的时间。
    """
    + _ACCOUNT,
)
H005 = manual_only(
    "H005",
    """
    事项编号变了

    编号在网址里，一经公开永远指同一个事项。新的事项用没有用过的编号，插在中间也一样。

    改法：恢复原来的编号。
    """,
)
H006 = manual_only(
    "H006",
    """
    公开过的网址没有了，也没有转向

    通报、事项、指标、单位、页面的网址公开以后，别处会引用它。转向的去处也不能再改。

    改法：在 redirects.yaml 里写上旧网址和新网址；去处改了的，改回来，或给去处自己写一条转向。
    """,
)
H007 = manual_only(
    "H007",
    """
    公开以后改了文件头或标记，更正没有说明

    单位、种类、巡察、落款、联系方式、总数、附件名称，以及标题末尾的 states、origin、role，都是公开的话。
    """
    + _ACCOUNT,
)
H008 = manual_only(
    "H008",
    """
    更正记录被改动或删去

    更正只往后添加。改过的更正也是公开过的话，要再更正就再添一条。

    改法：恢复原来的更正。
    """,
)
H009 = manual_only(
    "H009",
    """
    附件或所引的文件换了内容

    同一个文件名之下换了文件，引用它的人不会知道。

    改法：恢复原来的文件，新的用另一个文件名；确要替换的，添一条更正，before 和 after 写原来和现在文件的 SHA-256（提示里有）。
    """,
)
H010 = manual_only(
    "H010",
    """
    补录了过去的记录

    公开以后添的进展记录或时限没有写 as_of，或者写的日子不晚于通报公开的日子：读者会以为它一直在那里。

    改法：核对日子。确是通报原文里就有、现在才记的，不用改。
    """,
    "warning",
)
H011 = manual_only(
    "H011",
    """
    单位改了名，没有留下旧名

    organs.yaml 里的名称公开以后，旧名要留在 names 里，写明用到哪天：旧通报仍用旧名。已有的旧名不改，不删。

    改法：恢复原来的名称，或在 names 里添一条旧名：
        names:
          - name: "旧名称"
            to: "2026-09"
    """,
)
