# ruff: noqa: E501  markup reads better unbroken
"""A document with all that is no plain paragraph, as flat OpenDocument XML: LibreOffice makes the other formats of it."""

_NAMES = ["office", "text", "style", "table", "fo", "draw", "svg"]
_URN = {"fo": "xsl-fo-compatible", "svg": "svg-compatible", "draw": "drawing"}
_NS = " ".join(f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{_URN.get(each, each)}:1.0"' for each in _NAMES)


def _level(number: int, form: str, before: str, after: str, shown: int = 1) -> str:
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" style:num-prefix="{before}" style:num-suffix="{after}"'
        f' text:display-levels="{shown}"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="nothing"/></style:list-level-properties></text:list-level-style-number>'
    )


STYLES = (
    '<office:automatic-styles><style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="U" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>'
    f'<text:list-style style:name="L">{_level(1, "一, 二, 三, ...", "", "、")}{_level(2, "一, 二, 三, ...", "（", "）")}{_level(3, "1", "", ".")}</text:list-style>'
    "</office:automatic-styles>"
)


def _item(words: str, level: int, identifier: str, goes_on: str = "") -> str:
    inner = f"<text:list-item><text:p>{words}</text:p></text:list-item>"
    for _ in range(level - 1):
        inner = f"<text:list-item><text:list>{inner}</text:list></text:list-item>"
    more = f' text:continue-list="{goes_on}"' if goes_on else ""
    return f'<text:list xml:id="{identifier}" text:style-name="L"{more}>{inner}</text:list>'


CHANGES = (
    '<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1"><text:deletion><office:change-info><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">甲</dc:creator>'
    '<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2024-01-01T00:00:00</dc:date></office:change-info><text:p>12</text:p></text:deletion></text:changed-region></text:tracked-changes>'
)
BODY = (
    _item("整改情况", 1, "a")
    + _item("票据方面", 2, "b", "a")
    + _item("核对票据", 3, "c", "b")
    + _item("登记造册", 3, "d", "c")
    + "<text:p>中间一段。</text:p>"
    + _item("合同方面", 2, "e", "d")
    + _item("补归档", 3, "f", "e")
    + '<text:p>追回<text:change text:change-id="c1"/>8万元<text:span text:style-name="H">内部口径</text:span>，面积10<text:span text:style-name="U">4</text:span>平方米'
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>含历年结余</text:p></text:note-body></text:note>。</text:p>'
    "<text:p>第一行<text:line-break/>第二行<text:s text:c=\"2\"/>后</text:p>"
    '<table:table table:name="T"><table:table-column table:number-columns-repeated="3"/>'
    '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>事项</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>备注</text:p></table:table-cell></table:table-row>'
    '<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>票据</text:p></table:table-cell><table:table-cell><text:p>3.2</text:p><text:p>1.5</text:p></table:table-cell><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>'
    "<table:table-row><table:covered-table-cell/><table:table-cell><text:p>7</text:p></table:table-cell><table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row></table:table>"
    '<text:table-of-content text:name="C"><text:table-of-content-source text:outline-level="3"/><text:index-body><text:p>一、整改情况 1</text:p></text:index-body></text:table-of-content>'
    '<text:p>金额<text:span text:style-name="S">12</text:span>8万元。</text:p>'
    '<table:table table:name="O"><table:table-column/><table:table-row><table:table-cell><text:p>外框里的话。</text:p>'
    '<table:table table:name="I"><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell><text:p>内一</text:p></table:table-cell>'
    "<table:table-cell><text:p>内二</text:p></table:table-cell></table:table-row></table:table><text:p>框尾。</text:p></table:table-cell></table:table-row></table:table>"
    "<text:p>结束。</text:p>"
)  # fmt: skip
# What a reader sees; the note stands behind the text.
SHOWN = [
    "一、整改情况", "（一）票据方面", "1.核对票据", "2.登记造册", "中间一段。", "（二）合同方面", "1.补归档", "追回8万元，面积10⁴平方米[1]。", "第一行", "第二行  后",
    "事项\t备注", "票据\t3.2 1.5\t甲", "\t7\t乙", "金额8万元。", "外框里的话。", "内一\t内二", "框尾。", "结束。", "[1]含历年结余",
]  # fmt: skip


def flat() -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NS} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"{STYLES}<office:body><office:text>{CHANGES}{BODY}</office:text></office:body></office:document>"
    )


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="


def noted() -> str:
    """A page with what stands beside its text: a comment, a header, a text box, a picture."""
    layout = (
        '<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/>'
        '<style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style></style:page-layout>'
    )
    pages = (
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm"><style:header><text:p>内部材料</text:p></style:header>'
        "</style:master-page></office:master-styles>"
    )
    body = (
        "<text:p>一、已补录<office:annotation><dc:creator>甲</dc:creator><text:p>请核对数字</text:p></office:annotation>台账四百本。</text:p>"
        '<text:p>二、见框<draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box><text:p>框里的话</text:p></draw:text-box></draw:frame>。</text:p>'
        f'<text:p>三、见图<draw:frame text:anchor-type="as-char" svg:width="1cm" svg:height="1cm"><draw:image><office:binary-data>{PIXEL}</office:binary-data></draw:image></draw:frame>。</text:p>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NS} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{layout}</office:automatic-styles>{pages}<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
