"""zen-engine: each network scored by a decision; rows are read by pydantic and joined here."""

import datetime
import json

import zen

import common
from rows_pydantic import read, rows


def decision(terms):
    """The contract as a decision of one node. Numbers are decimals in this engine."""
    points, lower, upper = (
        " ".join(f"{key} == '{one['code']}' ? {one[name]} :" for one in terms["indicators"]) + " 0"
        for key, name in [("#.indicator", "points"), ("#.indicator", "lower"), ("#.indicator", "upper")]
    )
    way = (
        f"max([0, min([1, (100 * #.numerator / #.denominator - ({lower})) / "
        f"(({upper}) - ({lower}))])])"
    )
    pence = (
        f"floor(({points}) * {way} * {terms['pounds_per_point']} * 100 * list / "
        f"{terms['average_list']} + 0.5)"
    )
    core = f"floor(list * {terms['core_funding_per_registered']} * 100 + 0.5)"
    access = f"floor(number(adjusted) * {terms['enhanced_access_per_adjusted']} * 100 + 0.5)"
    expressions = {
        "iif": f"sum(map(figures, {pence}))",
        "entitlements": f"{core} + {access}",
        "below_minimum": f"list < {terms['minimum_list']}",
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {
            "id": "sums",
            "name": "sums",
            "type": "expressionNode",
            "content": {
                "expressions": [
                    {"id": key, "key": key, "value": value} for key, value in expressions.items()
                ]
            },
        },
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "sums"},
        {"id": "2", "sourceId": "sums", "targetId": "out"},
    ]
    engine = zen.ZenEngine()
    return engine.create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def everything(folder):
    (networks, partners, lists, figures, adjusted), refused = rows(folder)
    terms = common.terms(folder)
    sizes, found = common.join(
        datetime.date.fromisoformat(terms["on"]), *common.memberships(networks, partners, lists)
    )
    facts = {code: {"list": size, "figures": [], "adjusted": "0"} for code, size in sizes.items()}
    for row in figures:
        if row.network in facts:
            facts[row.network]["figures"].append(
                {
                    "indicator": row.indicator,
                    "numerator": row.numerator,
                    "denominator": row.denominator,
                }
            )
    for row in adjusted:
        if row.network in facts:
            facts[row.network]["adjusted"] = row.adjusted
    scored = decision(terms)
    fund = entitlements = below = 0
    for network in facts.values():
        result = scored.evaluate(network)["result"]
        fund += round(result["iif"])
        entitlements += round(result["entitlements"])
        below += result["below_minimum"]
    return common.answer(fund, entitlements, below, refused, found)


common.measure(read, everything)
