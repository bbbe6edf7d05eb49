"""How many cases a property is tried with: `make audit` takes several times as many as `make test`."""

import os

_TIMES = int(os.environ.get("TAIZHANG_CASES", "1"))


def cases(number: int) -> int:
    """Takes   number: of `make test`"""
    return number * _TIMES
