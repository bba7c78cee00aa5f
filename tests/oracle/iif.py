"""An independent reckoning of Investment and Impact Fund statements, with exact fractions.

Reads one JSON document a line on standard input: the facts of a network-year, in the form that the
crate reads. Writes one line each: the total, then `code=points=payment` for every indicator that
has a payment, in order of code.

Written from the contract's published terms, not from the crate. The table below is its own.
"""

import json
import sys
from datetime import date
from fractions import Fraction

# code: (points, lower, upper, kind, where prevalence comes from)
# kind: "share" (a percentage), "drop" (a percentage, lower is better; the thresholds show it),
#       "each" (a plain quotient), "rise" (percentage points on a baseline), "yes" (all or nothing)
# prevalence: "own" (the denominator over the list), "none", or another indicator's numerator
Y2020 = {
    "Y1-FLU65": ("72", "70", "77", "share", "own"),
    "Y1-LDHC": ("47", "49", "80", "share", "own"),
    "Y1-SP": ("25", "0.4", "0.8", "share", "none"),
    "Y1-NSAID65": ("32", "43", "30", "share", "own"),
    "Y1-OACAP": ("6", "40", "25", "share", "own"),
    "Y1-ASPAP": ("12", "42", "25", "share", "own"),
}
Y2021 = {
    "VI-01": ("40", "80", "86", "share", "own"),
    "VI-02": ("88", "57", "90", "share", "own"),
    "VI-03": ("14", "45", "82", "share", "own"),
    "HI-01": ("36", "49", "80", "share", "own"),
    "PC-01": ("20", "0.8", "1.2", "share", "none"),
    "ACC-01": ("27", None, None, "yes", "none"),
}
Y2021_CAME_IN_OCTOBER = ["HI-02", "CVD-01", "CVD-02", "EHCH-01", "EHCH-02", "ACC-02"]
Y2022 = {
    "VI-01": ("40", "80", "86", "share", "own"),
    "VI-02": ("88", "57", "90", "share", "own"),
    "VI-03": ("14", "45", "82", "share", "own"),
    "HI-01": ("36", "49", "80", "share", "own"),
    "HI-02": ("45", "81", "95", "share", "none"),
    "CVD-01": ("71", "25", "50", "share", "CVD-02"),
    "CVD-02": ("35", "0.6", "1.2", "rise", "none"),
    "CVD-03": ("31", "48", "58", "share", "own"),
    "CVD-04": ("18", "20", "48", "share", "own"),
    "CVD-05": ("66", "70", "95", "share", "own"),
    "CVD-06": ("66", "25", "35", "share", "own"),
    "PC-01": ("20", "1.2", "1.6", "share", "none"),
    "ACC-05": ("48", None, None, "yes", "none"),
    "ACC-08": ("71", "90", "98", "share", "none"),
    "EHCH-01": ("18", "30", "85", "share", "own"),
    "EHCH-02": ("18", "80", "98", "share", "own"),
    "EHCH-04": ("13", "6", "8", "each", "own"),
    "CAN-01": ("22", "40", "80", "share", "own"),
    "RESP-01": ("31", "71", "90", "share", "own"),
    "RESP-02": ("22", "25", "15", "share", "own"),
    "ES-01": ("27", "44", "35", "share", "own"),
    "ES-02": ("44", "22.1", "18.0", "each", "own"),
}
Y2023 = {
    "VI-02": ("113", "72", "90", "share", "own"),
    "VI-03": ("20", "64", "82", "share", "own"),
    "HI-03": ("36", "60", "80", "share", "own"),
    "CAN-02": ("22", "65", "80", "share", "own"),
    "ACC-08": ("71", "85", "90", "share", "none"),
}
Y2024 = {
    "HI-03": ("36", "60", "80", "share", "own"),
    "CAN-02": ("22", "65", "80", "share", "own"),
    "CAN-04": ("22", "65", "80", "share", "own"),
}
POUNDS_A_POINT = {"2020/21": 111, "2021/22": 200, "2022/23": 200, "2023/24": 198, "2024/25": 198}


def terms(year, known):
    """The indicators of a year as known on a day: terms, those that stopped, those given in full."""
    if year == "2020/21":
        return dict(Y2020), [], []
    if year == "2021/22":
        table, stopped = dict(Y2021), []
        if known >= date(2021, 12, 7):
            table["COV-01"] = ("220", None, None, "yes", "none")
            stopped = ["HI-01", "PC-01"] + Y2021_CAME_IN_OCTOBER
        return table, stopped, []
    if year == "2022/23":
        table, stopped = dict(Y2022), []
        if known < date(2022, 3, 31):
            table["CVD-06"] = ("66", "40", "60", "share", "own")
        if known >= date(2022, 9, 26):
            table["CVD-02"] = ("35", "0.4", "0.8", "rise", "none")
            table["PC-01"] = ("20", "0.8", "1.2", "share", "none")
            stopped = ["ACC-02", "ACC-05", "ACC-08", "EHCH-06"]
        return table, stopped, []
    if year == "2023/24":
        return dict(Y2023), [], ["ACC-08"] if known >= date(2024, 6, 7) else []
    if year == "2024/25":
        table, stopped = dict(Y2024), []
        if known >= date(2024, 11, 1):
            stopped = ["CAN-02"]
        else:
            del table["CAN-04"]
        return table, stopped, []
    raise ValueError(year)


def half_up(value, places):
    """The value to some decimal places, a half going up, as text."""
    units = (value * 10**places * 2 + 1) // 2
    whole, rest = divmod(int(units), 10**places)
    return f"{whole}.{rest:0{places}d}"


def achieved(term, seen):
    """The part of the points earned, or None where nothing can be said."""
    _, lower, upper, kind, _ = term
    if kind == "yes":
        return None if seen is None or seen.get("achieved") is None else Fraction(seen["achieved"])
    if seen is None:
        return None
    numerator, denominator = seen.get("numerator"), seen.get("denominator")
    if not isinstance(numerator, int) or not isinstance(denominator, int):
        return None
    if denominator == 0:
        return Fraction(0)
    performance = Fraction(numerator, denominator)
    if kind == "rise":
        before, whole = seen.get("baseline_numerator"), seen.get("baseline_denominator")
        if not isinstance(before, int) or not isinstance(whole, int):
            return None
        if whole == 0:
            return Fraction(0)
        performance -= Fraction(before, whole)
    if kind != "each":
        performance *= 100
    lower, upper = Fraction(lower), Fraction(upper)
    return max(Fraction(0), min(Fraction(1), (performance - lower) / (upper - lower)))


def statement(facts):
    known = facts.get("known_on")
    known = date.fromisoformat(known) if known else date(9999, 12, 31)
    year = facts["year"]
    table, stopped, in_full = terms(year, known)
    seen = {one["indicator"]: one for one in facts["observations"]}
    size = Fraction(facts["list_size"])
    list_adjustment = size / Fraction(facts["national_average_list_size"])
    lines, total = [], Fraction(0)
    for code in sorted(set(table) | set(stopped)):
        if code in stopped:
            lines.append((code, "0.0000000000", "0.00"))
            continue
        term, one = table[code], seen.get(code)
        part = Fraction(1) if code in in_full else achieved(term, one)
        if code == "COV-01" and part is None:
            part = Fraction(0)
        if part is None:
            continue
        prevalence = Fraction(1)
        if term[4] != "none" and one and one.get("national_prevalence"):
            own = None
            if one.get("pcn_prevalence"):
                own = Fraction(one["pcn_prevalence"])
            else:
                source = one.get("denominator")
                if term[4] != "own":
                    source = seen.get(term[4], {}).get("numerator")
                if isinstance(source, int):
                    own = source / size
            if own is not None:
                prevalence = own / Fraction(one["national_prevalence"])
        points = part * Fraction(term[0])
        payment = half_up(points * POUNDS_A_POINT[year] * list_adjustment * prevalence, 2)
        total += Fraction(payment)
        lines.append((code, half_up(points, 10), payment))
    return half_up(total, 2) + "".join(f" {code}={points}={payment}" for code, points, payment in lines)


def main():
    for line in sys.stdin:
        print(statement(json.loads(line)))


if __name__ == "__main__":
    main()
