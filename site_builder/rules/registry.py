"""All rules, sorted by code. A new rule needs one module and one line here."""

from types import ModuleType

from site_builder.rules import (
    about,
    acknowledged,
    addresses,
    agreement,
    amounts,
    attachment_numbers,
    attachments,
    before_feedback,
    blanks,
    characters,
    cited_evidence,
    closing,
    copied_words,
    corrections,
    counts,
    date_words,
    dates_in_order,
    entry_order,
    figure_words,
    folder,
    heading_slips,
    identities,
    links,
    list_slips,
    lookalikes,
    moved_dues,
    place,
    privacy,
    quotation_length,
    quotation_occurs,
    reading,
    second_words,
    settings,
    since,
    status_words,
    strangers,
    suggested,
    table_slips,
    text_series,
    text_slips,
    window_length,
    windows,
    word_list_lines,
    wording,
    yaml_words,
)
from site_builder.rules.rule import FAMILIES, Rule

_MODULES: tuple[ModuleType, ...] = (
    reading,
    yaml_words,
    acknowledged,
    identities,
    dates_in_order,
    date_words,
    blanks,
    quotation_occurs,
    quotation_length,
    place,
    status_words,
    cited_evidence,
    closing,
    suggested,
    about,
    agreement,
    figure_words,
    entry_order,
    moved_dues,
    amounts,
    corrections,
    windows,
    window_length,
    counts,
    characters,
    wording,
    text_series,
    text_slips,
    heading_slips,
    list_slips,
    table_slips,
    links,
    addresses,
    lookalikes,
    attachments,
    privacy,
    second_words,
    copied_words,
    strangers,
    before_feedback,
    attachment_numbers,
    settings,
    word_list_lines,
    folder,
    since,
)
_ORDER = list(FAMILIES)


def _rules() -> list[Rule]:
    found = {id(value): value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)}
    return sorted(found.values(), key=lambda rule: (_ORDER.index(rule.code[0]), rule.code))


RULES: dict[str, Rule] = {rule.code: rule for rule in _rules()}
NOTICE_RULES = tuple(rule for rule in RULES.values() if rule.check and rule.subject == "notice")
FIRST_RULES = tuple(rule for rule in NOTICE_RULES if not rule.of_second_reader)
SITE_RULES = tuple(rule for rule in RULES.values() if rule.check and rule.subject == "site")
