"""What the peers written in Python share: the contract's figures, the sums, the measuring."""

import datetime
import json
import resource
import sys
import time
from pathlib import Path


def half_up(top: int, bottom: int) -> int:
    """top / bottom, rounded to the nearest whole number, halves up."""
    return (2 * top + bottom) // (2 * bottom)


def scaled(text: str, places: int) -> int:
    """A decimal of at most so many places, as a whole number of its last place."""
    whole, _, rest = text.partition(".")
    assert len(rest) <= places, text
    return int(whole + rest.ljust(places, "0"))


class Exact:
    """The sums in whole numbers: as fast as exact sums get in plain Python."""

    def __init__(self, terms):
        self.on = terms["on"]
        self.minimum = terms["minimum_list"]
        self.average = scaled(terms["average_list"], 1)
        self.point = scaled(terms["pounds_per_point"], 2)
        self.core = scaled(terms["core_funding_per_registered"], 3)
        self.access = scaled(terms["enhanced_access_per_adjusted"], 3)
        self.indicators = {
            one["code"]: (int(one["points"]), int(one["lower"]), int(one["upper"]))
            for one in terms["indicators"]
        }

    def indicator(self, code, part, whole, size):
        points, lower, upper = self.indicators[code]
        span = (upper - lower) * whole
        way = min(max(100 * part - lower * whole, 0), span)
        return half_up(points * self.point * way * size * 10, span * self.average)

    def core_funding(self, size):
        return half_up(self.core * size, 10)

    def enhanced_access(self, adjusted):
        return half_up(self.access * scaled(adjusted, 2), 1000)


class Floats:
    """The same as it is usually written: with floats, each payment rounded to the penny."""

    def __init__(self, terms):
        self.on = terms["on"]
        self.minimum = terms["minimum_list"]
        self.average = float(terms["average_list"])
        self.point = float(terms["pounds_per_point"])
        self.core = float(terms["core_funding_per_registered"])
        self.access = float(terms["enhanced_access_per_adjusted"])
        self.indicators = {
            one["code"]: (float(one["points"]), float(one["lower"]), float(one["upper"]))
            for one in terms["indicators"]
        }

    def indicator(self, code, part, whole, size):
        points, lower, upper = self.indicators[code]
        way = min(max((part / whole * 100 - lower) / (upper - lower), 0.0), 1.0)
        return round(round(points * way * self.point * (size / self.average), 2) * 100)

    def core_funding(self, size):
        return round(round(self.core * size, 2) * 100)

    def enhanced_access(self, adjusted):
        return round(round(self.access * float(adjusted), 2) * 100)


def join(on, networks, partners, lists):
    """From validated rows, given as tuples, to the size of each network and what is amiss."""
    sizes = dict.fromkeys(networks, 0)
    patients = dict(lists)
    placed, several, dangling = set(), set(), set()
    for practice, network, start, end in partners:
        if network not in sizes:
            dangling.add(network)
        elif start <= on and (end is None or on <= end):
            sizes[network] += patients.get(practice, 0)
            if practice in placed:
                several.add(practice)
            placed.add(practice)
    return sizes, {"in_several": len(several), "dangling": len(dangling)}


def answer(fund, entitlements, below_minimum, refused, found):
    """The answer as every peer gives it."""
    return {
        "iif_pence": fund,
        "entitlement_pence": entitlements,
        "total_pence": fund + entitlements,
        "refused": refused,
        "below_minimum": below_minimum,
        **found,
    }


def score(sums, networks, partners, lists, figures, adjusted, refused):
    """From validated rows, given as tuples, to the answer."""
    sizes, found = join(sums.on, networks, partners, lists)
    fund = sum(
        sums.indicator(code, part, whole, sizes[network])
        for network, code, part, whole in figures
        if network in sizes
    )
    entitlements = sum(map(sums.core_funding, sizes.values()))
    entitlements += sum(
        sums.enhanced_access(count) for network, count in adjusted if network in sizes
    )
    below = sum(size < sums.minimum for size in sizes.values())
    return answer(fund, entitlements, below, refused, found)


def memberships(networks, partners, lists):
    """What `join` takes, of rows as objects."""
    return (
        [row.code for row in networks],
        [(row.practice, row.network, row.start, row.end) for row in partners],
        [(row.practice, row.patients) for row in lists],
    )


def terms(folder):
    return json.loads((Path(folder) / "terms.json").read_text())


def measure(read, everything):
    """Runs both as often as asked and prints what was found and how long it took."""
    folder, repeat = Path(sys.argv[1]), int(sys.argv[2])
    read_ms, all_ms, answer = [], [], None
    for _ in range(repeat):
        if read is not None:
            start = time.process_time()
            read(folder)
            read_ms.append((time.process_time() - start) * 1e3)
        start = time.process_time()
        answer = everything(folder)
        all_ms.append((time.process_time() - start) * 1e3)
    print(json.dumps({
        "answer": answer,
        "read_ms": read_ms,
        "all_ms": all_ms,
        "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }))


def measure_rows(read, rows):
    """Measures a peer that reads rows as objects: `rows` gives the tables, and how many rows are refused."""
    kind = Floats if sys.argv[3:] == ["floats"] else Exact

    def everything(folder):
        (networks, partners, lists, figures, adjusted), refused = rows(folder)
        sums = kind(terms(folder))
        sums.on = datetime.date.fromisoformat(sums.on)
        return score(
            sums,
            *memberships(networks, partners, lists),
            [(row.network, row.indicator, row.numerator, row.denominator) for row in figures],
            [(row.network, row.adjusted) for row in adjusted],
            refused,
        )

    measure(read, everything)
