"""Every rule, in the order of its code. A new rule is one module and its line here."""

from types import ModuleType

from site_builder.rules import (
    about,
    agreement,
    closing,
    contradiction,
    evidence,
    quotation_length,
    quotation_occurs,
    suggested,
)
from site_builder.rules.rule import FAMILIES, Rule

_OF_NOTICE: tuple[ModuleType, ...] = (
    quotation_occurs,
    quotation_length,
    contradiction,
    evidence,
    closing,
    suggested,
    about,
    agreement,
)
_OF_SITE: tuple[ModuleType, ...] = ()
_TOLD: tuple[ModuleType, ...] = ()


def _rules(modules: tuple[ModuleType, ...]) -> tuple[Rule, ...]:
    return tuple(value for module in modules for value in vars(module).values() if isinstance(value, Rule))


NOTICE_RULES = _rules(_OF_NOTICE)
SITE_RULES = _rules(_OF_SITE)
_ORDER = list(FAMILIES)
RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted(
        (*NOTICE_RULES, *SITE_RULES, *_rules(_TOLD)), key=lambda rule: (_ORDER.index(rule.code[0]), rule.code)
    )
}
