"""msgspec: rows as structs with constraints, decoded from JSON lines."""

import datetime
from typing import Annotated, Optional

import msgspec

import common

Pcn = Annotated[str, msgspec.Meta(pattern="^U[0-9]{5}$")]
Practice = Annotated[str, msgspec.Meta(pattern="^[A-TV-Z][0-9]{5}$")]
Place = Annotated[str, msgspec.Meta(pattern="^([0-9]{2}[A-Z]|[A-Z][0-9][A-Z][0-9][A-Z])$")]
Indicator = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2,4}-[0-9]{2}$")]
Decimal = Annotated[str, msgspec.Meta(pattern=r"^[0-9]+(\.[0-9]+)?$")]
Count = Annotated[int, msgspec.Meta(ge=0)]
Date = datetime.date


class Row(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    pass


class Network(Row):
    code: Pcn
    name: str
    commissioner: Place
    commissioner_name: str
    open: Date
    close: Optional[Date]
    address: tuple[str, str, str, str, str]
    postcode: str


class Partner(Row):
    practice: Practice
    name: str
    commissioner: Place
    commissioner_name: str
    network: Pcn
    network_name: str
    network_commissioner: Place
    network_commissioner_name: str
    start: Date
    end: Optional[Date]
    match: bool


class List(Row):
    practice: Practice
    on: Date
    patients: Count


class Figure(Row):
    network: Pcn
    indicator: Indicator
    numerator: Count
    denominator: Count


class Adjusted(Row):
    network: Pcn
    adjusted: Decimal


TABLES = {
    name: msgspec.json.Decoder(kind)
    for name, kind in [
        ("networks", Network),
        ("partners", Partner),
        ("lists", List),
        ("figures", Figure),
        ("adjusted", Adjusted),
    ]
}


def rows(folder):
    tables, refused = [], 0
    for name, decoder in TABLES.items():
        kept, decode = [], decoder.decode
        with (folder / f"{name}.jsonl").open("rb") as lines:
            for line in lines:
                try:
                    kept.append(decode(line))
                except msgspec.ValidationError:
                    refused += 1
        tables.append(kept)
    return tables, refused


def read(folder):
    tables, refused = rows(folder)
    return sum(map(len, tables)) + refused


common.measure_rows(read, rows)
