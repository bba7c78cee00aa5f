"""pydantic 2: rows as models with constraints, read from JSON lines."""

import datetime
import sys

import common
from rows_pydantic import read, rows


def everything(folder):
    (networks, partners, lists, figures, adjusted), refused = rows(folder)
    sums = SUMS(common.terms(folder))
    sums.on = datetime.date.fromisoformat(sums.on)
    return common.score(
        sums,
        [row.code for row in networks],
        [(row.practice, row.network, row.start, row.end) for row in partners],
        [(row.practice, row.patients) for row in lists],
        [(row.network, row.indicator, row.numerator, row.denominator) for row in figures],
        [(row.network, row.adjusted) for row in adjusted],
        refused,
    )


SUMS = common.Floats if sys.argv[3:] == ["floats"] else common.Exact
common.measure(read, everything)
