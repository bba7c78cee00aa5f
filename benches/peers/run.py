#!/usr/bin/env python3
"""Measures the crate beside what people use, checks every answer, and writes docs/PERFORMANCE.md.

    python3 benches/peers/run.py            # everything, some minutes
    python3 benches/peers/run.py --quick    # a small register, no growth, nothing written

Times are processor time, which other work on the machine lengthens less than time on the wall;
each is the least of several runs, the peers taken in turn. A peer whose answer is wrong is
reported as wrong.
"""

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import venv
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = HERE / "target"
BINARY = WORK / "release" / "peers"
# The same program as Cargo builds it unless told otherwise.
PLAIN = WORK / "plain" / "release" / "peers"
CARGOS_OWN = {"CARGO_PROFILE_RELEASE_LTO": "false", "CARGO_PROFILE_RELEASE_CODEGEN_UNITS": "16"}
PYTHON = WORK / "venv" / "bin" / "python"

# Name, peer, flags of a script (or the Rust program itself), what to know.
PEERS = [
    ("pcn, CSV", "pcn-csv", BINARY, "the published CSV files, all rules"),
    ("pcn, JSON lines", "pcn-sonic", BINARY, "all rules; parsed by sonic-rs"),
    ("pcn, JSON lines, serde_json", "pcn-json", BINARY, "all rules; parsed by serde_json"),
    ("pcn, JSON lines, three rules", "pcn-sonic-asked", BINARY, "the rules that the answer asks for; sonic-rs"),
    ("pcn, JSON lines, serde_json, three rules", "pcn-json-asked", BINARY, "the rules that the answer asks for; serde_json"),
    ("as Cargo builds it: pcn, CSV", "pcn-csv", PLAIN, "the same as the first row"),
    ("as Cargo builds it: pcn, JSON lines, serde_json", "pcn-json", PLAIN, "the same as the third row"),
    ("raw csv records", "raw-csv", BINARY, "limit: nothing checked; read keeps nothing"),
    ("raw borrowed csv serde structs", "raw-csv-serde", BINARY, "limit: nothing checked"),
    ("raw borrowed serde structs", "raw-sonic", BINARY, "limit: nothing checked; parsed by sonic-rs"),
    ("raw borrowed serde structs, serde_json", "raw-json", BINARY, "the same, parsed by serde_json"),
    ("jsonschema (Rust)", "jsonschema", BINARY, "rows only; sums as in raw"),
    ("regorus", "regorus", BINARY, "Rego policy; joins by the host; version 0.5 keeps no compiled regular expressions"),
    ("msgspec", "peer_msgspec.py", [], "whole-number sums"),
    ("msgspec, floats", "peer_msgspec.py", ["floats"], "sums as usually written"),
    ("pydantic 2", "peer_pydantic.py", [], "whole-number sums"),
    ("pydantic 2, floats", "peer_pydantic.py", ["floats"], "sums as usually written"),
    ("polars", "peer_polars.py", [], "CSV, floats"),
    ("zen-engine", "peer_zen.py", [], "sums only; rows by pydantic"),
    ("OpenFisca-core", "peer_openfisca.py", [], "sums only; rows by pydantic"),
]


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def build():
    for folder, profile in [(WORK, {}), (PLAIN.parent.parent, CARGOS_OWN)]:
        run("cargo", "build", "--release", "--quiet", "--manifest-path", HERE / "Cargo.toml",
            env={**os.environ, **profile, "CARGO_TARGET_DIR": str(folder)})
    if not PYTHON.exists():
        venv.create(PYTHON.parent.parent, with_pip=True)
        for line in (HERE / "requirements.txt").read_text().splitlines():
            if line and not line.startswith("#"):
                command = [PYTHON, "-m", "pip", "install", "--quiet", line]
                if subprocess.run([str(part) for part in command]).returncode != 0:
                    print(f"{line} cannot be installed; it is left out", file=sys.stderr)


def pence(exact):
    """A fraction of pounds in whole pence, halves up."""
    exact *= 100
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def oracle(folder):
    """The answer in fractions, written apart from every peer."""
    def rows(name):
        return [json.loads(line) for line in (folder / f"{name}.jsonl").open()]

    terms = json.loads((folder / "terms.json").read_text())
    partners = rows("partners")
    good = [row for row in partners if len(row["practice"]) == 6]
    codes = {row["code"] for row in rows("networks")}
    patients = {row["practice"]: row["patients"] for row in rows("lists")}
    members, of = {code: [] for code in codes}, {}
    for row in good:
        if row["network"] in codes and row["start"] <= terms["on"] <= (row["end"] or "9999"):
            members[row["network"]].append(row["practice"])
            of.setdefault(row["practice"], set()).add(row["network"])
    size = {code: sum(patients.get(one, 0) for one in ones) for code, ones in members.items()}
    by_code = {one["code"]: one for one in terms["indicators"]}
    fund = 0
    for row in rows("figures"):
        one = by_code[row["indicator"]]
        lower, upper = Fraction(one["lower"]), Fraction(one["upper"])
        way = (Fraction(row["numerator"] * 100, row["denominator"]) - lower) / (upper - lower)
        way = min(max(way, 0), 1)
        adjustment = size[row["network"]] / Fraction(terms["average_list"])
        fund += pence(way * Fraction(one["points"]) * Fraction(terms["pounds_per_point"]) * adjustment)
    due = sum(pence(count * Fraction(terms["core_funding_per_registered"])) for count in size.values())
    due += sum(
        pence(Fraction(row["adjusted"]) * Fraction(terms["enhanced_access_per_adjusted"]))
        for row in rows("adjusted")
    )
    return {
        "iif_pence": fund,
        "entitlement_pence": due,
        "total_pence": fund + due,
        "refused": len(partners) - len(good),
        "below_minimum": sum(count < terms["minimum_list"] for count in size.values()),
        "in_several": sum(len(networks) > 1 for networks in of.values()),
        "dangling": len({row["network"] for row in good} - codes),
    }


def command(peer, extra, path, repeat):
    if isinstance(extra, Path):
        return [extra, "measure", peer, path, repeat]
    return [PYTHON, HERE / "py" / peer, path, repeat, *extra]


def ask(words):
    """Runs a peer; what it printed, or None and why not."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    if done.returncode != 0:
        return None, (done.stderr.strip().splitlines() or ["it failed"])[-1]
    return json.loads(done.stdout), None


def compare(folder, rounds, repeat):
    expected = oracle(folder)
    results, missing = {}, []
    for turn in range(rounds):
        for name, peer, extra, note in PEERS:
            slow = peer == "regorus"
            told, why = ask(command(peer, extra, folder, 1 if slow else repeat))
            if told is None:
                if turn == 0:
                    missing.append((name, why))
                    print(f"{name}: left out: {why}", file=sys.stderr)
                continue
            kept = results.setdefault(name, {"note": note, "read": [], "all": [], "peak": 0})
            kept["read"] += told["read_ms"]
            kept["all"] += told["all_ms"]
            kept["peak"] = max(kept["peak"], told["peak_kib"])
            kept["answer"] = told["answer"]
    for name, kept in results.items():
        drift = kept["answer"]["total_pence"] - expected["total_pence"]
        same = all(kept["answer"].get(key) == value for key, value in expected.items()
                   if not key.endswith("pence"))
        kept["drift"], kept["checks"] = drift, same
        kept["verdict"] = ("exact" if drift == 0 else f"{drift:+d} pence") if same else "wrong"
    return expected, results, missing


def least(values):
    return min(values) if values else None


def shown(value, places=1):
    return "-" if value is None else f"{value:,.{places}f}"


def month(path, rounds):
    peers = [
        ("pcn", [BINARY, "publication", path, 1]),
        ("polars, streaming", [PYTHON, HERE / "py" / "month_polars.py", path, 1, "streaming"]),
        ("polars, in memory", [PYTHON, HERE / "py" / "month_polars.py", path, 1]),
        ("pandas", [PYTHON, HERE / "py" / "month_pandas.py", path, 1]),
    ]
    results = {}
    for _ in range(rounds):
        for name, words in peers:
            told, why = ask(words)
            if told is None:
                print(f"{name}: left out: {why}", file=sys.stderr)
                continue
            kept = results.setdefault(name, {"all": [], "peak": 0})
            kept["all"] += told["all_ms"]
            kept["peak"] = max(kept["peak"], told["peak_kib"])
            kept["answer"] = told["answer"]
    first = next(iter(results.values()))["answer"]
    for kept in results.values():
        kept["verdict"] = "same" if kept["answer"] == first else "differs"
    return first, results


def growth(sizes):
    points = []
    for networks in sizes:
        folder = WORK / "input" / f"register-{networks}"
        run(BINARY, "generate", folder, networks)
        runs = []
        # A process of its own for each: one that goes on has memory that need not be cleared again.
        for _ in range(20 if networks <= 1_250 else 5):
            told, why = ask([BINARY, "measure", "pcn-csv", folder, 1])
            assert told is not None, why
            runs.append(told)
        size = sum(file.stat().st_size for file in folder.glob("*.csv"))
        time = min(least(told["all_ms"]) for told in runs)
        peak = max(told["peak_kib"] for told in runs)
        points.append((networks, time, peak / 1024, size / 2**20))
        if networks > 12_500:
            for file in folder.iterdir():
                file.unlink()
    return points


def grows(points, column):
    """How many times a figure of fifty Englands is that of one."""
    of = {point[0]: point[column] for point in points}
    return shown(of[62_500] / of[1_250])


def line_through(points, column):
    """The straight line that fits best: where it starts, its slope, how much of the differences it
    explains, and how far the furthest point is from it as a part of the largest."""
    count = len(points)
    mean = sum(point[0] for point in points) / count, sum(point[column] for point in points) / count
    square = sum((point[0] - mean[0]) ** 2 for point in points)
    slope = sum((point[0] - mean[0]) * (point[column] - mean[1]) for point in points) / square
    start = mean[1] - slope * mean[0]
    off = [point[column] - start - slope * point[0] for point in points]
    unexplained = sum(one ** 2 for one in off) / sum((point[column] - mean[1]) ** 2 for point in points)
    furthest = max(map(abs, off)) / max(point[column] for point in points)
    return start, slope, 1 - unexplained, furthest


def straight(points, column):
    """How straight a line the points are, in words."""
    _, _, explained, furthest = line_through(points, column)
    return f"{explained:.2%}, with no dot further off than {furthest:.1%} of the largest"


def picture(points):
    """Two plots, time and memory over networks, each with the straight line that fits best."""
    wide, high, left, top = 420, 300, 70, 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * wide + 40} {high + 110}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{2 * wide + 40}" height="{high + 110}" fill="white"/>',
    ]
    most = points[-1][0]
    for panel, (column, title, unit) in enumerate([
        (1, "Time on the processor", "ms"), (2, "Most memory held", "MiB"),
    ]):
        x0 = panel * (wide + 20) + left
        width = wide - left - 10
        highest = max(point[column] for point in points) * 1.1

        def at(networks, value):
            return x0 + width * networks / most, top + high - high * value / highest

        parts.append(f'<text x="{x0}" y="{top - 16}" font-weight="bold">{title} ({unit})</text>')
        for step in range(5):
            value = highest / 1.1 * step / 4
            _, y = at(0, value)
            parts.append(f'<line x1="{x0}" y1="{y:.1f}" x2="{x0 + width}" y2="{y:.1f}" stroke="#ddd"/>')
            parts.append(f'<text x="{x0 - 8}" y="{y + 4:.1f}" text-anchor="end">{value:,.0f}</text>')
        for englands in (0, 10, 20, 30, 40, 50):
            x, y = at(englands * 1_250, 0)
            if englands * 1_250 <= most:
                parts.append(f'<line x1="{x:.1f}" y1="{y}" x2="{x:.1f}" y2="{y + 5}" stroke="#444"/>')
                parts.append(f'<text x="{x:.1f}" y="{y + 20}" text-anchor="middle">{englands}</text>')
        start, slope, _, _ = line_through(points, column)
        # Where it starts below nothing it is drawn from nothing on.
        first = max(0.0, -start / slope)
        (ax, ay), (bx, by) = at(first, start + slope * first), at(most, start + slope * most)
        parts.append(
            f'<line x1="{ax:.1f}" y1="{ay:.1f}" x2="{bx:.1f}" y2="{by:.1f}" stroke="#888" '
            'stroke-dasharray="5 4"/>'
        )
        for point in points:
            x, y = at(point[0], point[column])
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#005eb8"/>')
        parts.append(f'<line x1="{x0}" y1="{top + high}" x2="{x0 + width}" y2="{top + high}" stroke="#444"/>')
        parts.append(
            f'<text x="{x0 + width / 2}" y="{top + high + 42}" text-anchor="middle">'
            'registers of England&#8217;s size (1,250 networks)</text>'
        )
    parts.append(
        f'<text x="{left}" y="{top + high + 64}" fill="#444">Dots are measured; the dashed line '
        'is the straight one that fits them best.</text></svg>'
    )
    return "\n".join(parts) + "\n"


def machine():
    cpu = platform.processor() or "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.split()[1]
    return (
        f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}; rustc {rustc}, "
        f"Python {platform.python_version()}"
    )


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def register_table(results):
    def of(name):
        return least(results[name]["all"]) if name in results else None

    ours = of("pcn, JSON lines")
    rows = []
    for name, kept in results.items():
        read, whole = least(kept["read"]), least(kept["all"])
        wrong = kept["verdict"] == "wrong"
        rows.append([
            name, "wrong" if wrong else shown(read), "wrong" if wrong else shown(whole),
            "-" if wrong or ours is None else f"{whole / ours:.2f}",
            kept["verdict"], shown(kept["peak"] / 1024, 0), kept["note"],
        ])
    return table(
        ["peer", "read and validate, ms", "to the total, ms", "times pcn (JSON)", "total", "peak MiB",
         "what"], rows)


def ratio(results, top, bottom, phase="all"):
    if top not in results or bottom not in results:
        return None
    return least(results[top][phase]) / least(results[bottom][phase])


def as_cargo_builds(results):
    """How many times as long two peers take beside the program as Cargo builds it, in words."""
    plain = [name for name, _, binary, _ in PEERS if binary == PLAIN]
    times = {peer: [f"{ratio(results, peer, name) or 0:.1f}" for name in plain]
             for peer in ["msgspec", "pydantic 2"]}
    return ", ".join(f"{peer} {' and '.join(values)}" for peer, values in times.items())


def targets(results, month_results):
    lines = []

    def line(what, target, value, met):
        if value is None:
            lines.append([what, target, "not measured", "-"])
        else:
            lines.append([what, target, value, "met" if met else "**not met**"])

    ways = [("pcn, CSV", "raw borrowed csv serde structs"),
            ("pcn, JSON lines", "raw borrowed serde structs"),
            ("pcn, JSON lines, serde_json", "raw borrowed serde structs, serde_json")]
    for ours, raw in ways:
        value = ratio(results, ours, raw, "read")
        line(f"reading with validation, {ours.removeprefix('pcn, ')}, over the raw structs",
             "at most 1.3", value and f"{value:.2f}", value and value <= 1.3)
    for peer, least_times in [("msgspec", 4), ("pydantic 2", 7), ("regorus", 10), ("zen-engine", 10)]:
        for ours in (name for name, *_ in PEERS if name.startswith("pcn")):
            value = ratio(results, peer, ours)
            line(f"end to end, {peer} over {ours}", f"at least {least_times}",
                 value and f"{value:.1f}", value and value >= least_times)
    drift = results["pcn, CSV"]["drift"]
    line("pence from the exact total", "0", str(drift), drift == 0)
    peak = month_results["pcn"]["peak"] / 1024
    line("memory for a month's publication", "under 64 MiB", f"{peak:.0f} MiB", peak < 64)
    return table(["what", "target", "measured", ""], lines)


def main():
    flags = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    flags.add_argument("--quick", action="store_true")
    flags = flags.parse_args()
    build()
    networks, practices = (125, 250) if flags.quick else (1_250, 6_250)
    rounds, repeat = (1, 2) if flags.quick else (4, 10)
    load = os.getloadavg()[0]
    folder = WORK / "input" / f"register-{networks}"
    run(BINARY, "generate", folder, networks)
    expected, results, missing = compare(folder, rounds, repeat)
    print(register_table(results))
    file = WORK / "input" / f"month-{practices}.csv"
    run(BINARY, "generate-publication", file, practices)
    month_answer, month_results = month(file, 1 if flags.quick else 2)
    month_table = table(
        ["peer", "ms", "peak MiB", "answer"],
        [[name, shown(least(kept["all"]), 0), shown(kept["peak"] / 1024, 0), kept["verdict"]]
         for name, kept in month_results.items()])
    print(month_table)
    goals = targets(results, month_results)
    print(goals)
    wrong = [name for name, kept in results.items() if "pcn, " in name and kept["verdict"] != "exact"]
    if flags.quick:
        sys.exit(f"wrong: {wrong}" if wrong else 0)
    points = growth([25, 250, 1_250, 6_250, 12_500, 25_000, 37_500, 50_000, 62_500])
    growth_table = table(
        ["networks", "practices", "ms", "µs a practice", "peak MiB", "the files, MiB"],
        [[f"{n:,}", f"{n * 504 // 100:,}", shown(ms), shown(ms * 1e3 / (n * 5.04)), shown(peak, 0),
          shown(size, 1)] for n, ms, peak, size in points])
    print(growth_table)
    pictures = ROOT / "docs" / "performance"
    pictures.mkdir(exist_ok=True)
    (pictures / "growth.svg").write_text(picture(points))
    left_out = "".join(f"- {name}: {why}\n" for name, why in missing) or "None.\n"
    text = (HERE / "performance.md.in").read_text()
    for key, value in {
        "machine": machine(),
        "date": datetime.date.today().isoformat(),
        "load": f"{load:.1f} to {os.getloadavg()[0]:.1f}",
        "total": f"£{expected['total_pence'] // 100:,}.{expected['total_pence'] % 100:02}",
        "answer": ", ".join(f"{key.replace('_', ' ')} {value:,}" for key, value in expected.items()
                            if not key.endswith("pence")),
        "register": register_table(results),
        "targets": goals,
        "as_cargo_builds": as_cargo_builds(results),
        "month": month_table,
        "month_rows": f"{month_answer['rows']:,}",
        "growth": growth_table,
        "time_grows": grows(points, 1),
        "memory_grows": grows(points, 2),
        "time_straight": straight(points, 1),
        "memory_straight": straight(points, 2),
        "left_out": left_out,
    }.items():
        text = text.replace("{{" + key + "}}", value)
    (ROOT / "docs" / "PERFORMANCE.md").write_text(text)
    sys.exit(f"wrong: {wrong}" if wrong else 0)


if __name__ == "__main__":
    main()
