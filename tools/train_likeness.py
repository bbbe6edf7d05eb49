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
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import Normalizer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from site_builder.importing.likeness import HEAD, READ_OF, TEXT, Weights, groups, learned, plain, scored  # noqa: E402
from tests.house_styles.accounts import account, findings_and_demands  # noqa: E402
from tests.house_styles.choices import draw  # noqa: E402
from tests.house_styles.compose import OPTIONS, compose, settled  # noqa: E402
from tests.house_styles.near_misses import KINDS, near_miss  # noqa: E402

TEXTS = ROOT / "tests" / "importing" / "likeness"
KEPT = {TEXT: 5_000, HEAD: 2_000}  # groups of characters: with all 90,000 it is no better
AUTHORS = 4  # that a group must occur with: others are names of places and habits of one author
GENERATED = range(
    20_000, 20_700
)  # seeds of the generator of house styles: long documents, accounts in plain talk, other texts
STRENGTH = 30.0  # inverse of the regularisation; between 10 and 100 nothing changes


class Text(NamedTuple):
    """A text, whose it is (a digit for a set that was scored unseen, a letter for an author, 0 for what is generated), and whether it is a notice."""

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


def train(some: list[Text]) -> tuple[Weights, float]:
    """The weights of the groups that matter most, and the bias."""
    notices = np.array([each.notice for each in some])
    parts = {where: _counts([each.words[:length] for each in some], some) for where, length in READ_OF.items()}
    for _ in range(2):  # once with all, once with those that weigh most
        model = LogisticRegression(C=STRENGTH, max_iter=3000, class_weight="balanced")
        model.fit(hstack([Normalizer().transform(counts) for _, counts in parts.values()]).tocsr(), notices)
        weights: Weights = {}
        start = 0
        for where, (names, counts) in parts.items():
            own = model.coef_[0][start : (start := start + len(names))]
            weights[where] = dict(zip(map(str, names), map(float, own), strict=True))
            kept = np.sort(np.argsort(-np.abs(own))[: KEPT[where]])
            parts[where] = names[kept], counts[:, kept]
    return weights, float(model.intercept_[0])


def _counts(words: list[str], some: list[Text]) -> tuple[np.ndarray, csr_matrix]:
    """The groups that enough authors have, and which text has which."""
    vectors = CountVectorizer(analyzer=groups, min_df=3, binary=True, dtype=float)
    counts = vectors.fit_transform(words)
    authors = sorted({each.of for each in some})
    rows = [authors.index(each.of) for each in some]
    by_author = csr_matrix((np.ones(len(some)), (rows, range(len(some))))) @ counts
    kept = np.flatnonzero(np.asarray((by_author > 0).sum(axis=0)).ravel() >= AUTHORS)
    return vectors.get_feature_names_out()[kept], counts[:, kept]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--score", action="store_true", help="score each set by what is learned from the others")
    every = texts()
    if parser.parse_args().score:
        for name in sorted({each.of for each in every if each.of in "123456789"}):
            left, rest = [each for each in every if each.of == name], [each for each in every if each.of != name]
            weights, bias = train(rest)
            said = [scored(each.words, weights, bias) for each in left]
            notices = [value >= 0 for each, value in zip(left, said, strict=True) if each.notice]
            others = [value < 0 for each, value in zip(left, said, strict=True) if not each.notice]
            print(f"set {name}: notices {sum(notices)}/{len(notices)}, others {sum(others)}/{len(others)}")
        return
    target = ROOT / "site_builder" / "importing" / "likeness.tsv"
    target.write_text(learned(*train(every)), "utf-8")
    print(f"{target}: {sum(KEPT.values())} groups of {len(every)} texts")


if __name__ == "__main__":
    main()
