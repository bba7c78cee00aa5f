"""An independent oracle of the payments and claims, in Python's standard library alone.

It was written from the published figures and the stated rules, not from the Rust. Money is
`fractions.Fraction` throughout, and time is counted day by day. It reads cases from standard input,
one a line with tabs between, and answers each with one line:

    E year kind registered adjusted weighted beds from until known
        -> an amount, or absent, not_published, not_known
    S year kind from until code:adjusted:registered:from:until ...
        -> the network's amount and the share of each practice, by code
    C role area wte kind cost fee month from until known weekdays
        -> actual cost, maximum, claimable; `-` where there is none
    Y year weighted known weekdays reference:role:area:wte:kind:cost:fee:from:until ...
        -> the months' totals, the posts whose maximum is not known, the year's sum, what is paid
           of the claims and what is left of the sum; `-` where there is none
"""

import sys
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

NEVER = date(9999, 12, 31)


def D(text):
    year, month, day = text.split("-")
    return date(int(year), int(month), int(day))


# One row a payment: first day, first day after, months a rate is for, known from (None: from the
# first day), whether it is earned, and a list of (count, pounds). None: not published.
def year(start):
    return date(start, 4, 1), date(start + 1, 4, 1)


def row(first, last, months, *rates, known=None, earned=False):
    return (first, last, months, known, earned, rates)


PAYMENTS = {}


def put(label, kind, *args, **keys):
    PAYMENTS[(label, kind)] = row(*args, **keys)


R, A, W, B = "registered", "adjusted", "weighted", "beds"

Y = year(2019)
put("2019/20", "core_funding", *Y, 12, (R, "1.50"))
put("2019/20", "clinical_director", date(2019, 7, 1), Y[1], 12, (R, "0.687"))
put("2019/20", "extended_hours", date(2019, 7, 1), Y[1], 12, (R, "1.45"))
put("2019/20", "network_participation", *Y, 12, (W, "1.76"))

Y = year(2020)
put("2020/21", "core_funding", *Y, 12, (R, "1.50"))
put("2020/21", "clinical_director", *Y, 12, (R, "0.722"))
put("2020/21", "clinical_director_supplement", date(2021, 1, 1), Y[1], 3, (R, "0.542"),
    known=date(2021, 2, 3))
put("2020/21", "extended_hours", *Y, 12, (R, "1.45"))
put("2020/21", "care_home_premium", date(2020, 8, 1), Y[1], 8, (B, "60"))
put("2020/21", "pcn_support", Y[0], date(2020, 10, 1), 6, (W, "0.27"))
put("2020/21", "network_participation", *Y, 12, (W, "1.76"))

Y = year(2021)
put("2021/22", "core_funding", *Y, 12, (R, "1.50"))
put("2021/22", "clinical_director", *Y, 12, (R, "0.722"))
put("2021/22", "clinical_director_supplement", Y[0], date(2021, 7, 1), 3, (R, "0.542"))
put("2021/22", "leadership_and_management", date(2021, 10, 1), Y[1], 6, (A, None))
put("2021/22", "extended_hours", *Y, 12, (R, "1.44"))
put("2021/22", "care_home_premium", *Y, 12, (B, "120"))
put("2021/22", "network_participation", *Y, 12, (W, "1.76"))

Y = year(2022)
put("2022/23", "core_funding", *Y, 12, (R, "1.50"))
put("2022/23", "clinical_director", *Y, 12, (R, None))
put("2022/23", "leadership_and_management", *Y, 12, (A, "0.699"))
put("2022/23", "extended_hours", Y[0], date(2022, 10, 1), 6, (R, "0.720"))
put("2022/23", "enhanced_access", date(2022, 10, 1), Y[1], 6, (A, "3.764"))
put("2022/23", "care_home_premium", *Y, 12, (B, "120"))
put("2022/23", "winter_capacity_and_access", date(2022, 10, 1), Y[1], 6, (A, None),
    known=date(2022, 9, 26))
put("2022/23", "network_participation", *Y, 12, (W, "1.761"))

Y = year(2023)
put("2023/24", "core_funding", *Y, 12, (R, "1.50"))
put("2023/24", "clinical_director", *Y, 12, (R, "0.729"))
put("2023/24", "leadership_and_management", *Y, 12, (A, "0.684"))
put("2023/24", "enhanced_access", *Y, 12, (A, "7.578"))
put("2023/24", "care_home_premium", *Y, 12, (B, "120"))
put("2023/24", "capacity_and_access_support", *Y, 12, (A, "2.765"))
put("2023/24", "capacity_and_access_improvement", *Y, 12, (A, "1.185"), earned=True)
put("2023/24", "network_participation", *Y, 12, (W, "1.76"))

Y = year(2024)
MARCH = date(2024, 3, 28)
put("2024/25", "core_funding", *Y, 12, (R, "2.218"), (A, "0.698"), known=MARCH)
put("2024/25", "enhanced_access", *Y, 12, (A, "7.674"), known=MARCH)
put("2024/25", "care_home_premium", *Y, 12, (B, "120"))
put("2024/25", "capacity_and_access_support", *Y, 12, (A, "3.248"))
put("2024/25", "capacity_and_access_improvement", *Y, 12, (A, None), earned=True)
put("2024/25", "network_participation", *Y, 12, (W, "1.76"))

Y = year(2025)
put("2025/26", "core_funding", *Y, 12, (R, "2.266"), (A, "0.733"))
put("2025/26", "enhanced_access", *Y, 12, (A, "8.427"))
put("2025/26", "care_home_premium", *Y, 12, (B, "130.253"))
put("2025/26", "capacity_and_access_support", *Y, 12, (A, "3.208"))
put("2025/26", "capacity_and_access_improvement", *Y, 12, (A, None), earned=True)
put("2025/26", "network_participation", *Y, 12, (W, "1.761"))

Y = year(2026)
put("2026/27", "core_funding", *Y, 12, (R, None), (A, None))
put("2026/27", "enhanced_access", *Y, 12, (A, "8.903"), known=date(2026, 3, 26))
put("2026/27", "care_home_premium", *Y, 12, (B, "133.16"))
put("2026/27", "network_participation", *Y, 12, (W, "1.761"))
put("2026/27", "practice_gp_reimbursement", *Y, 12, (R, "4.57"), earned=True)


@lru_cache(maxsize=None)
def next_month(day):
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@lru_cache(maxsize=None)
def days_in_month(day):
    return (next_month(day) - day.replace(day=1)).days


@lru_cache(maxsize=None)
def months_between(first, last):
    """The length of the days from `first` up to `last` in months, each day by its own month."""
    total = Fraction(0)
    while first < last:
        end = min(next_month(first), last)
        total += Fraction((end - first).days, days_in_month(first))
        first = end
    return total


def pence(pounds):
    """Half up, as a whole number of pence. Amounts are never below zero here."""
    hundredfold = pounds * 100
    return (hundredfold.numerator * 2 + hundredfold.denominator) // (hundredfold.denominator * 2)


def text(amount):
    sign = "-" if amount < 0 else ""
    return "%s%d.%02d" % (sign, abs(amount) // 100, abs(amount) % 100)


def accrued(payment, counts, stay, until):
    """What accrues from the payment's first day up to `until`, for counts held over `stay`."""
    first, last, months, _, _, rates = payment
    begin, end = max(first, stay[0]), min(last, stay[1], until)
    if begin >= end:
        return Fraction(0)
    time = months_between(begin, end) / months
    return sum(Fraction(pounds) * Fraction(counts[count]) for count, pounds in rates) * time


def entitlement(fields):
    label, kind, registered, adjusted, weighted, beds, begin, end, known = fields
    payment = PAYMENTS.get((label, kind))
    if payment is None:
        return "absent"
    first, last, months, known_from, earned, rates = payment
    begin, end = D(begin), D(end)
    begin, end = max(begin, first), min(end, last)
    if begin >= end:
        return "absent"
    if (known_from or first) > D(known):
        return "not_known"
    if any(pounds is None for _, pounds in rates):
        return "not_published"
    counts = {R: registered, A: adjusted, W: weighted, B: beds}
    # What is earned has no twelfths: the most of it is that of the year.
    if earned:
        begin, end = first, last
    always = (date.min, NEVER)
    return text(pence(accrued(payment, counts, always, end))
                - pence(accrued(payment, counts, always, begin)))


def shares(fields):
    label, kind, begin, end = fields[:4]
    payment = PAYMENTS[(label, kind)]
    begin, end = max(D(begin), payment[0]), min(D(end), payment[1])
    members = []
    for member in fields[4:]:
        code, adjusted, registered, since, until = member.split(":")
        stay = (D(since) if since else date.min, D(until) if until else NEVER)
        members.append((code, {A: adjusted, R: registered}, stay))
    members.sort()
    before = [accrued(payment, counts, stay, begin) for _, counts, stay in members]
    after = [accrued(payment, counts, stay, end) for _, counts, stay in members]
    network = pence(sum(after)) - pence(sum(before))
    exact = [(one - two) * 100 for one, two in zip(after, before)]
    parts = [share.numerator // share.denominator for share in exact]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[:network - sum(parts)]:
        parts[at] += 1
    assert sum(parts) == network
    return " ".join(text(part) for part in [network] + parts)


# The most for a whole-time equivalent and a year: role, area, first day, first day after, pounds,
# known from (None: the first day). Pounds of None: raised, and the new figure found nowhere.
N, O, I = "national", "outer_london", "inner_london"
CP, FCP, SPLW = "clinical_pharmacist", "first_contact_physiotherapist", "social_prescribing_link_worker"
PT, CC, NA, TNA = "pharmacy_technician", "care_coordinator", "nursing_associate", "trainee_nursing_associate"
AP, EPN, GP = "advanced_practitioner", "enhanced_practice_nurse", "general_practitioner"
GPN, GPX, CN, HCSW = "practice_nurse_new", "practice_nurse_experienced", "consultant_nurse", "healthcare_support_worker"
Y20, Y21 = (date(2020, 4, 1), date(2021, 4, 1)), (date(2021, 4, 1), date(2022, 4, 1))
MAXIMA = [
    (CP, N, date(2019, 7, 1), date(2020, 4, 1), 37810),
    (SPLW, N, date(2019, 7, 1), date(2020, 4, 1), 34113),
    (CP, N, *Y20, 55670), (FCP, N, *Y20, 55670), (SPLW, N, *Y20, 35389), (PT, N, *Y20, 35389),
    (NA, N, date(2020, 10, 1), date(2021, 4, 1), 29135),
    (TNA, N, date(2020, 10, 1), date(2021, 4, 1), 25671),
    (CC, N, *Y21, 29726), (AP, N, *Y21, 62705),
    (CP, N, date(2022, 4, 1), date(2022, 10, 1), 57318),
    (SPLW, N, date(2022, 4, 1), date(2022, 10, 1), 36428),
    (CP, N, date(2022, 10, 1), date(2023, 7, 1), 59312),
    (FCP, N, date(2022, 10, 1), date(2023, 7, 1), 59312),
    (SPLW, N, date(2022, 10, 1), date(2023, 7, 1), 38187),
    (PT, N, date(2022, 10, 1), date(2023, 7, 1), 38187),
    (CC, N, date(2022, 10, 1), date(2023, 7, 1), 31746),
    (CP, I, date(2022, 10, 1), date(2023, 4, 1), 68768),
    (CP, N, date(2023, 7, 1), date(2024, 10, 1), 62340),
    (FCP, N, date(2023, 7, 1), date(2024, 4, 1), 62340),
    (SPLW, N, date(2023, 7, 1), date(2024, 4, 1), 40159),
    (PT, N, date(2023, 7, 1), date(2024, 10, 1), 40159),
    (CC, N, date(2023, 7, 1), date(2024, 4, 1), 33396),
    (EPN, N, date(2024, 4, 1), date(2024, 10, 1), 60401),
    (EPN, O, date(2024, 4, 1), date(2024, 10, 1), 67369),
    (EPN, I, date(2024, 4, 1), date(2024, 10, 1), 70330),
]
for role, national, outer, inner in [
    (CP, 65838, 73189, 76313), (AP, 72141, 79492, 82616), (PT, 42437, 48991, 51176),
    (GP, 92462, 95233, 95233),
]:
    for area, pounds in ((N, national), (O, outer), (I, inner)):
        MAXIMA.append((role, area, date(2024, 10, 1), date(2025, 4, 1), pounds))
for role, area, pounds in [
    (CP, N, 66972), (CP, O, 74392), (CP, I, 77545), (PT, N, 43352), (PT, O, 49967),
    (PT, I, 52172), (AP, N, 73334), (GP, N, 105882), (GPN, N, 43352), (GPX, N, 53319),
    (CN, N, 102683), (HCSW, N, 32159),
]:
    MAXIMA.append((role, area, date(2025, 4, 1), date(2026, 4, 1), pounds))
    MAXIMA.append((role, area, date(2025, 4, 1), date(2026, 4, 1), None, date(2025, 8, 1)))

FIRST_DAY = {
    CP: date(2019, 7, 1), SPLW: date(2019, 7, 1), FCP: date(2020, 4, 1), PT: date(2020, 4, 1),
    CC: date(2020, 4, 1), NA: date(2020, 10, 1), TNA: date(2020, 10, 1), AP: date(2021, 4, 1),
    EPN: date(2024, 4, 1), GP: date(2024, 10, 1), GPN: date(2025, 4, 1), GPX: date(2025, 4, 1),
    CN: date(2025, 4, 1), HCSW: date(2025, 4, 1),
}


@lru_cache(maxsize=None)
def maximum_on(role, area, day, known):
    """Pounds a year, or None: of the figures known by then that cover the day the latest."""
    held = None
    for entry in MAXIMA:
        since = entry[5] if len(entry) > 5 else entry[2]
        if entry[:2] == (role, area) and entry[2] <= day < entry[3] and since <= known:
            if held is None or since >= held[0]:
                held = (since, entry[4])
    return held[1] if held else None


def claim(fields):
    role, area, wte, kind, cost, fee, month, since, until, known, weekdays = fields
    first = D(month)
    last = next_month(first)
    begin = max(first, D(since)) if since else first
    end = min(last, D(until)) if until else last
    if begin >= end:
        return "0.00 0.00 0.00"
    wte, cost, known = Fraction(wte), Fraction(cost), D(known)
    counts = (lambda day: day.weekday() < 5) if weekdays == "1" else (lambda day: True)
    every = [first + timedelta(days=at) for at in range((last - first).days)]
    of = sum(1 for day in every if counts(day))
    # Before its first day a role is nothing, and known to be. Claimed in a year before that of its
    # first day it is refused as well.
    in_post = [day for day in every if begin <= day < end and day >= FIRST_DAY[role]]
    if not in_post:
        next_year = date(first.year + (first.month > 3), 4, 1)
        return "0.00 0.00 0.00" if FIRST_DAY[role] < next_year else "0.00 0.00 -"
    begin = in_post[0]
    worked = sum(1 for day in in_post if counts(day))
    # In 2019/20 seven tenths of a pharmacist's cost were reimbursed, and the published maximum is
    # of that part. As known before July 2019 no part was known.
    scheme = date(2019, 7, 1)
    in_scheme = scheme <= begin and scheme <= known
    seven_tenths = role == CP and in_scheme and begin < date(2020, 4, 1)
    share = Fraction(7, 10) if seven_tenths else Fraction(1)
    actual = {
        "annual": cost / 12 * Fraction(worked, of),
        "monthly": cost * Fraction(worked, of),
        "paid": cost,
    }[kind]
    if fee:
        agreed = date(2019, 11, 1)
        limit = 200 * wte if role == SPLW and agreed <= min(begin, known) else Fraction(0)
        actual += min(Fraction(fee), limit) * Fraction(worked, of)
    actual = pence(actual * share)
    yearly = [(day, maximum_on(role, area, day, known)) for day in in_post]
    if any(pounds is None for _, pounds in yearly):
        return "%s - -" % text(actual)
    total = sum((Fraction(pounds) for day, pounds in yearly if counts(day)), Fraction(0))
    maximum = pence(total / 12 * wte / of)
    return "%s %s %s" % (text(actual), text(maximum), text(min(actual, maximum)))


# For each weighted patient: all roles, and of 2024/25 the general practitioners beside them, which
# is known from the first day on which it applies.
SUMS = {"2023/24": "22.671", "2024/25": "22.894", "2025/26": "26.631", "2026/27": "27.668"}
FENCED = {"2024/25": (GP, "1.303", date(2024, 10, 1))}


def year_claim(fields):
    label, weighted, known, weekdays = fields[:4]
    posts = [post.split(":") for post in fields[4:]]
    first, last = year(int(label[:4]))
    months, unknown, claims = [], 0, {True: 0, False: 0}
    fence = FENCED.get(label)
    month = first
    while month < last:
        total, seen = 0, []
        for reference, role, area, wte, kind, cost, fee, since, until in posts:
            answer = claim([role, area, wte, kind, cost, fee, str(month), since, until, known,
                            weekdays]).split()
            unknown += answer[1] == "-"
            begin = max(month, D(since)) if since else month
            end = min(next_month(month), D(until)) if until else next_month(month)
            # A post that shares a day of the month with an earlier line of its reference counts
            # there, and here not.
            again = reference and any(
                other == reference and held < end and begin < until for other, held, until in seen)
            if begin < end:
                seen.append((reference, begin, end))
            if answer[2] == "-" or (again and begin < end):
                continue
            amount = int(answer[2].replace(".", ""))
            claims[bool(fence) and role == fence[0]] += amount
            total += amount
        months.append(text(total))
        month = next_month(month)
    totals = " ".join(months)
    if label not in SUMS:
        return "%s %d - %s -" % (totals, unknown, text(sum(claims.values())))
    sums = {False: pence(Fraction(SUMS[label]) * Fraction(weighted))}
    if fence and fence[2] <= D(known):
        sums[True] = pence(Fraction(fence[1]) * Fraction(weighted))
    paid = sum(min(claims[pot], sums.get(pot, claims[pot])) for pot in claims)
    left = sum(max(sums[pot] - claims[pot], 0) for pot in sums)
    left = "-" if unknown else text(left)
    return "%s %d %s %s %s" % (totals, unknown, text(sum(sums.values())), text(paid), left)


ANSWER = {"E": entitlement, "S": shares, "C": claim, "Y": year_claim}


def main():
    out = []
    for line in sys.stdin:
        which, *fields = line.rstrip("\n").split("\t")
        out.append(ANSWER[which](fields))
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
