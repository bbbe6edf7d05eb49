"""What notices share with one another: after an edit only the prints of the notices that changed are counted again."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from site_builder.build.head_scan import HeadScan
from site_builder.build.state import State
from site_builder.reader.prints import unpacked
from site_builder.reader.readings import SecondReading
from site_builder.reader.shared_prints import Holders, all_holders, readings, updated_holders
from site_builder.records.encoding import unpacker

_holders = unpacker(dict[int, Holders])
_scan = unpacker(HeadScan)
MANY = 4  # where one notice in so many has changed, all are counted anew


def compared_notices(
    before: State, heads: Mapping[str, HeadScan], unchanged: Collection[str]
) -> tuple[dict[int, Holders], dict[str, SecondReading]]:
    """Prints that several notices have, and what the rules of each notice are told of them and of its own hits.

    Takes   before: the state of the last build
            heads: scans of all notices
            unchanged: slugs whose scans are those of the last build
    """
    sheets = {slug: scan.sheet(slug) for slug, scan in heads.items()}
    changed, then = heads.keys() - set(unchanged), before.heads.keys() - set(unchanged)
    if len(changed | then) * MANY >= len(heads):
        holders = all_holders(sheets)
    else:
        touched = {each for slug in changed for each in unpacked(sheets[slug].prints)}
        touched.update(each for slug in then for each in unpacked(_scan.decode(before.heads[slug]).prints))
        holders = updated_holders(_holders.decode(before.holders), touched, sheets)
    told = readings(holders, sheets)
    for slug, scan in heads.items():
        if scan.hits or scan.named:
            told[slug] = replace(told.get(slug, SecondReading()), hits=(*scan.hits, *scan.named))
    return holders, told
