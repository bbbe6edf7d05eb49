"""H001–H006: manual of what `check --against REV` finds; site_builder/commands/history.py looks."""

from site_builder.rules.rule import manual_only

H001 = manual_only(
    "H001",
    """
    公开以后改了正文，没有更正记录

    通报公开以后，正文不再改动。确要改的，在台账的 notice: 之下添一条 corrections，写明日期、改了什么、为什么。
    只改标题末尾的 {…} 标记、台账和附件，不算改正文。

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

    进展记录、时限、数字只往后添加，已经公开的不改。草稿里的和标 suggested: true 的不算公开。

    改法：恢复原来的一条，把新的写成另一条，写明 as_of；确是本站记错的，在 corrections 里说明。
    """,
)
H003 = manual_only(
    "H003",
    """
    已经公开的通报不见了

    公开过的通报不能无声无息地消失。

    改法：恢复文件夹；改了名的，在 redirects.yaml 里写上旧网址；确要撤下的，用 after_close: withdraw。
    """,
)
H004 = manual_only(
    "H004",
    """
    公开日期往前改了

    published 改早，等于说通报公开得比实际早。

    改法：恢复原来的日期；确是写错的，添一条更正。
    """,
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

    通报、事项、指标、单位、页面的网址公开以后，别处会引用它。

    改法：在 redirects.yaml 里写上旧网址和新网址。
    """,
)
