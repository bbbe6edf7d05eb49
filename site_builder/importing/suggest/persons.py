"""Names of persons with their posts: listed for the editor to check, never stored in the record."""

import re
from typing import Final

from site_builder.importing.lines.manuscript import Doubt, Line
from site_builder.rules.personal_names import SURNAMES

_POST: Final = (
    r"(?:党组书记|党委书记|党总支书记|党支部书记|副书记|书记|副主任委员|副主任|主任|副局长|局长|副厅长|厅长|副院长|院长|副校长|校长|副处长|处长|副科长|科长|副主席|主席"
    r"|常务副主席|副区长|区长|副市长|市长|副县长|县长|董事长|总经理|副总经理|党组成员|党委委员|组长|副组长|调研员|主任科员|会长|理事长|负责人|联系人)"
)
_WITH_POST: Final = re.compile(
    rf"{_POST}(?:、{_POST})*[:]?\s*+(?P<name>[{SURNAMES}](?:\s?[\u4e00-\u9fff]){{1,2}}?)(?=同志|[,、。;:]|主持|出席|参加|担任|任组长|分管|不再|带队|负责|讲授|作|为组长|\s|$)"
)
_COMRADE: Final = re.compile(rf"(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}})同志")


def persons_in(lines: tuple[Line, ...]) -> tuple[Doubt, ...]:
    """Each name with its post, once, at the first line where it occurs."""
    found: dict[str, Doubt] = {}
    for line in lines:
        for match in (*_WITH_POST.finditer(line.folded), *_COMRADE.finditer(line.folded)):
            name = match["name"]
            if name not in found and not re.search(r"[的了和等在对是]|同志|负责|主要", name):
                found[name] = Doubt(line.number, match.group().strip(), "人名与职务，请确认是否公开")
    return tuple(found.values())
