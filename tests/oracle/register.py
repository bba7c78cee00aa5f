"""Register statistics on a day, worked out from the published files and from nothing else.

An independent check of `check_register`: standard library only, written from the description of
the files, not from the crate.

    register.py --pcns PCNDetails.csv --partners PCNCorePartnerDetails.csv [--lists FILE] --on DATE

Prints one JSON document with the keys that `check_register --format json` prints.
"""

import argparse
import csv
import datetime
import io
import json
import re
import zipfile
from collections import defaultdict


def open_text(path):
    if path.endswith(".zip"):
        archive = zipfile.ZipFile(path)
        name = next(n for n in archive.namelist() if n.endswith(".csv"))
        return io.TextIOWrapper(archive.open(name), "utf-8-sig", newline="")
    return open(path, encoding="utf-8-sig", newline="")


def date(text):
    return datetime.datetime.strptime(text, "%Y%m%d").date() if text else None


def holds(start, end, day):
    """ODS end dates are the last day on which a record holds."""
    return start <= day and (end is None or day <= end)


def read(path):
    rows = [[cell.strip() for cell in row] for row in csv.reader(open_text(path))]
    return rows[1:] if not re.fullmatch(r"[A-Z]\d{5}", rows[0][0]) else rows


def read_lists(path):
    """Registered patients by practice, from the `-all` or the `quin-age` layout."""
    reader = csv.DictReader(open_text(path))
    lists = {}
    for row in reader:
        kind = row.get("TYPE") or row.get("ORG_TYPE")
        age = row.get("AGE") or row.get("AGE_GROUP_5")
        if kind in ("GP", "Practice") and row["SEX"] == "ALL" and age == "ALL":
            lists[row.get("CODE") or row.get("ORG_CODE")] = int(row["NUMBER_OF_PATIENTS"])
    return lists


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pcns", required=True)
    parser.add_argument("--partners", required=True)
    parser.add_argument("--lists")
    parser.add_argument("--on", required=True)
    flags = parser.parse_args()
    day = datetime.date.fromisoformat(flags.on)
    lists = read_lists(flags.lists) if flags.lists else {}

    networks = {row[0]: row for row in read(flags.pcns)}
    members = defaultdict(set)
    commissioners = defaultdict(set)
    placed = set()
    for row in read(flags.partners):
        if holds(date(row[8]), date(row[9]), day):
            members[row[4]].add(row[0])
            commissioners[row[4]].add(row[2])
            placed.add(row[0])

    counts = dict.fromkeys(
        ["listed", "open", "closed", "not_yet_open", "single_practice", "without_practice",
         "cross_boundary"], 0)
    bands = dict.fromkeys(["below_30000", "within", "above_50000", "above_100000"], 0)
    sizes = {}
    for code, row in networks.items():
        start, end = date(row[4]), date(row[5])
        counts["listed"] += 1
        if start > day:
            counts["not_yet_open"] += 1
        elif end is not None and end < day:
            counts["closed"] += 1
        if not holds(start, end, day):
            continue
        counts["open"] += 1
        counts["single_practice"] += len(members[code]) == 1
        counts["without_practice"] += len(members[code]) == 0
        counts["cross_boundary"] += len(commissioners[code]) > 1
        known = [lists[practice] for practice in members[code] if practice in lists]
        if known:
            sizes[code] = sum(known)
            bands["below_30000"] += sizes[code] < 30_000
            bands["within"] += 30_000 <= sizes[code] <= 50_000
            bands["above_50000"] += sizes[code] > 50_000
            bands["above_100000"] += sizes[code] > 100_000

    document = {
        "on": flags.on,
        "pcns": counts,
        "practices": {"placed": len(placed)},
        "registered_patients": {"placed": sum(lists.get(practice, 0) for practice in placed)},
        "size_bands": bands,
        "networks": [
            {"code": code, "practices": len(members[code]), "registered_patients": sizes.get(code)}
            for code in sorted(networks)
            if holds(date(networks[code][4]), date(networks[code][5]), day)
        ],
    }
    print(json.dumps(document))


main()
