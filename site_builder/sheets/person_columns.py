"""Columns of persons and telephones: units and posts in them may be public, names and numbers are set aside."""

import re
from typing import Final

from site_builder.rules.personal_names import SURNAMES
from site_builder.sheets.grid import flat
from site_builder.sheets.items import RowWords

_UNIT_PARTS: Final = re.compile(r"[、，,;；/\n\s]+")
_IS_UNIT: Final = re.compile(
    r"(?:局|委|办|科|室|处|部|厅|院|校|所|站|队|股|组|中心|公司|集团|政府|街道|镇|乡|村|社区|馆|会|党组|党委|支部|机关|单位|部门|分局|大队|支队|银行|协会|学会|区|县|市)(?:[(（][^()（）]{1,10}[)）])?$"
)
_NO_NAME: Final = re.compile(
    "[局委室处厅所站队股组馆院]$"
)  # what no given name ends in: 管护站 is a unit, though 管 is a surname
_IS_POST: Final = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,12})(?:书记|局长|主任|科长|处长|部长|院长|校长|区长|县长|市长|镇长|乡长|厅长|所长|站长|队长|经理|主席|组长|董事长|班子成员|人员|负责同志|主要领导|分管领导)$"
)
_NAME_AND_POST: Final = re.compile(
    rf"[{SURNAMES}][\u4e00-\u9fff]{{0,2}}(?:同志|副?[局主科处部院校区县市镇乡厅所站队组][长任]|书记|经理|主席|董事长)$"
)
_NAMED_POST: Final = re.compile(r"^[\u4e00-\u9fff]{2,3}[(（]")


def public_part(said: RowWords) -> tuple[str, str]:
    """Splits the text of a column of persons or telephone numbers into what may be published and what is set aside.

    >>> from site_builder.sheets.header import SheetColumn
    >>> cells = lambda words, *parts: RowWords(SheetColumn(0, parts, "person"), (words,), (), ("A1",), 0)
    >>> public_part(cells("市水务局 赵某", "责任人", "单位")), public_part(cells("办公室主任", "责任人"))
    (('市水务局', '赵某'), ('办公室主任', ''))
    """
    if said.column.meaning == "phone":
        return "", said.text
    parts = [part for part in _UNIT_PARTS.split(said.text) if part]
    kept = [part for part in parts if _is_public(part)]
    if len(kept) == len(parts):
        return said.text, ""
    if not kept:
        return "", said.text
    return "\n".join(kept), "\n".join(part for part in parts if part not in kept)


def _is_public(part: str) -> bool:
    """A unit or a post; never a name, with or without its post."""
    words = flat(part)
    if _NAMED_POST.match(words) and not _IS_UNIT.search(words):
        return False
    if _IS_UNIT.search(words) and (len(words) > 3 or (len(words) == 3 and _NO_NAME.search(words))):
        return True
    return len(words) >= 2 and bool(_IS_POST.match(words)) and not _NAME_AND_POST.match(words)
