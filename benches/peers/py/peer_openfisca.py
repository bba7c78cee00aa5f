"""OpenFisca-core: networks as a population, payments as variables, all networks at once.

Rows are read by pydantic and joined here. OpenFisca keeps its numbers as 32-bit floats.
"""

import datetime
import warnings

import numpy
from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables

import common
from rows_pydantic import read, rows

YEAR = "2023"


def payment_of(one, name, terms):
    """The formula of an indicator's payment."""

    def payment(network, period):
        performance = network(f"{name}_part", period) / network(f"{name}_whole", period) * 100
        lower, upper = float(one["lower"]), float(one["upper"])
        way = numpy.clip((performance - lower) / (upper - lower), 0, 1)
        adjustment = network("list", period) / float(terms["average_list"])
        points = float(one["points"]) * way
        return numpy.round(points * float(terms["pounds_per_point"]) * adjustment, 2)

    return payment


def system(terms):
    entity = entities.build_entity("network", "networks", "A network", is_person=True)
    system = taxbenefitsystems.TaxBenefitSystem([entity])

    def add(variable, formula=None):
        parts = {
            "value_type": float,
            "entity": entity,
            "definition_period": periods.DateUnit.YEAR,
            "label": variable,
        }
        if formula is not None:
            parts["formula"] = formula
        system.add_variable(type(variable, (variables.Variable,), parts))

    add("list")
    add("adjusted")
    for one in terms["indicators"]:
        name = one["code"].replace("-", "_").lower()
        add(f"{name}_part")
        add(f"{name}_whole")

        add(f"{name}_payment", payment_of(one, name, terms))

    def core(network, period):
        rate = float(terms["core_funding_per_registered"])
        return numpy.round(network("list", period) * rate, 2)

    def access(network, period):
        rate = float(terms["enhanced_access_per_adjusted"])
        return numpy.round(network("adjusted", period) * rate, 2)

    add("core_funding", core)
    add("enhanced_access", access)
    return system


def everything(folder):
    (networks, partners, lists, figures, adjusted), refused = rows(folder)
    terms = common.terms(folder)
    sizes, found = common.join(
        datetime.date.fromisoformat(terms["on"]), *common.memberships(networks, partners, lists)
    )
    place = {code: at for at, code in enumerate(sizes)}
    inputs = {"list": numpy.array(list(sizes.values()), dtype=float)}
    inputs["adjusted"] = numpy.zeros(len(place))
    names = [one["code"].replace("-", "_").lower() for one in terms["indicators"]]
    for name in names:
        inputs[f"{name}_part"] = numpy.zeros(len(place))
        inputs[f"{name}_whole"] = numpy.ones(len(place))
    for row in figures:
        if row.network in place:
            name = row.indicator.replace("-", "_").lower()
            inputs[f"{name}_part"][place[row.network]] = row.numerator
            inputs[f"{name}_whole"][place[row.network]] = row.denominator
    for row in adjusted:
        if row.network in place:
            inputs["adjusted"][place[row.network]] = float(row.adjusted)
    simulation = simulations.SimulationBuilder().build_default_simulation(
        system(terms), count=len(place)
    )
    for name, values in inputs.items():
        simulation.set_input(name, YEAR, values)

    def pence(name):
        values = simulation.calculate(name, YEAR).astype(numpy.float64)
        return int(numpy.rint(values * 100).astype(numpy.int64).sum())

    fund = sum(pence(f"{name}_payment") for name in names)
    entitlements = pence("core_funding") + pence("enhanced_access")
    below = sum(size < terms["minimum_list"] for size in sizes.values())
    return common.answer(fund, entitlements, below, refused, found)


warnings.simplefilter("ignore")
common.measure(read, everything)
