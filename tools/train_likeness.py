"""Learns the weights of importing/likeness.py from the texts in tests/importing/likeness and generated ones, and scores them on texts left out.

    python tools/train_likeness.py            # writes site_builder/importing/likeness.tsv
    python tools/train_likeness.py --score    # each set scored by what is learned from the others

Needs scikit-learn (`make likeness` installs it).
"""

import argparse
import re
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import Normalizer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from site_builder.importing.likeness import groups, learned, plain  # noqa: E402
from tests.house_styles.accounts import account, findings_and_demands  # noqa: E402
from tests.house_styles.choices import draw  # noqa: E402
from tests.house_styles.compose import OPTIONS, compose, settled  # noqa: E402
from tests.house_styles.near_misses import KINDS, near_miss  # noqa: E402

TEXTS = ROOT / "tests" / "importing" / "likeness"
KEPT = 5_000  # groups of characters: with all 90,000 it is no better
GENERATED = range(
    20_000, 20_700
)  # seeds of the generator of house styles: long documents, accounts in plain talk, other texts
STRENGTH = 30.0  # inverse of the regularisation; between 10 and 100 nothing changes


class Text(NamedTuple):
    """A text, the set that it is of, and whether it is a notice."""

    words: str
    of: str
    notice: bool


def texts() -> list[Text]:
    found = []
    for name in ("notices", "others"):
        for part in re.split(r"(?m)^=== ", (TEXTS / f"{name}.txt").read_text("utf-8"))[1:]:
            head, _, words = part.partition("\n")
            found.append(Text(plain(words.rstrip("\n")), head.split(" ")[0], name == "notices"))
    documents = [compose(settled(draw(seed, OPTIONS))) for seed in GENERATED]
    found += [Text(plain(each.text), "0", each.truth.notice) for each in documents]
    found += [
        Text(plain(tell(seed)), "0", True) for tell in (account, findings_and_demands) for seed in GENERATED[:100]
    ]
    return found + [Text(plain(near_miss(kind, seed)), "0", False) for kind in KINDS for seed in GENERATED[:3]]


def train(some: list[Text]) -> tuple[dict[str, float], float]:
    """The weights of the groups that matter most, and the bias."""
    vectors = CountVectorizer(analyzer=groups, min_df=3, binary=True, dtype=float)
    counts = vectors.fit_transform([each.words for each in some])
    notices = np.array([each.notice for each in some])
    kept = np.arange(counts.shape[1])
    for _ in range(2):  # once with all, once with those that weigh most
        model = LogisticRegression(C=STRENGTH, max_iter=3000, class_weight="balanced")
        model.fit(Normalizer().transform(counts[:, kept]), notices)
        weights = model.coef_[0]
        if len(kept) > KEPT:
            kept = np.argsort(-np.abs(weights))[:KEPT]
    names = vectors.get_feature_names_out()
    return {str(names[index]): float(weight) for index, weight in zip(kept, weights, strict=True)}, float(
        model.intercept_[0]
    )


def score(some: list[Text], weights: dict[str, float], bias: float) -> list[float]:
    vectors = CountVectorizer(analyzer=groups, vocabulary=sorted(weights), binary=True, dtype=float)
    counts = Normalizer().transform(vectors.transform([each.words for each in some]))
    return list(counts @ np.array([weights[name] for name in sorted(weights)]) + bias)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--score", action="store_true", help="score each set by what is learned from the others")
    every = texts()
    if parser.parse_args().score:
        for name in sorted({each.of for each in every} - {"0"}):
            left, rest = [each for each in every if each.of == name], [each for each in every if each.of != name]
            said = score(left, *train(rest))
            notices = [value >= 0 for each, value in zip(left, said, strict=True) if each.notice]
            others = [value < 0 for each, value in zip(left, said, strict=True) if not each.notice]
            print(f"set {name}: notices {sum(notices)}/{len(notices)}, others {sum(others)}/{len(others)}")
        return
    target = ROOT / "site_builder" / "importing" / "likeness.tsv"
    target.write_text(learned(*train(every)), "utf-8")
    print(f"{target}: {KEPT} groups of {len(every)} texts")


if __name__ == "__main__":
    main()
