"""The gate scored on forms composed by class: nothing is a row that a rule was written for. Another seed gives other forms."""

import random
from collections import defaultdict

import pytest

from site_builder.rules.personal import personal_data
from tests.privacy.classes import Form, around, harmless, numbers_of_persons, others

FORMS = 1_500
_WARNED = ("mail", "name")


def is_found(form: Form) -> bool:
    """Under its own kind, or as another one that is no less: a name is no number."""
    kinds = {each.kind for each in personal_data(form.text)}
    return form.kind in kinds or (form.kind != "name" and bool(kinds - {"name"}))


def accused(form: Form) -> bool:
    return any(each.certain and each.kind not in _WARNED for each in personal_data(form.text))


def bad_forms(seed: int, number: int) -> list[Form]:
    chance = random.Random(seed)
    return [around(chance, (numbers_of_persons, others)[turn % 2](chance)) for turn in range(number)]


def judge(seed: int, number: int) -> None:
    lost: dict[str, list[str]] = defaultdict(list)
    every = bad_forms(seed, number)
    for form in every:
        if not is_found(form):
            lost[form.name.partition("/")[0]].append(f"{form.text!r} ({form.name})")
    gone = sum(map(len, lost.values()))
    assert 1 - gone / len(every) >= 0.98, dict(lost)
    for kind, forms in lost.items():  # no kind hides behind the others
        of_kind = sum(form.name.startswith(f"{kind}/") for form in every)
        assert len(forms) <= max(2, 0.08 * of_kind), (kind, forms)
    chance = random.Random(seed)
    good = [around(chance, harmless(chance)) for _ in range(number)]
    wrong = [form.text for form in good if accused(form)]
    assert len(wrong) / len(good) <= 0.01, wrong


def test_every_class_is_found_and_nothing_else_is_accused() -> None:
    judge(7, FORMS)


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(20, 30))
def test_many_more_forms(seed: int) -> None:
    judge(seed, 6_000)


def test_the_classes_are_many() -> None:
    """A generator that had shrunk to a few forms would prove little."""
    forms = bad_forms(3, 4_000)
    assert len({form.name for form in forms}) > 2_000 and len({form.name.partition("/")[0] for form in forms}) >= 15
    assert len({form.text for form in forms}) > 3_000
