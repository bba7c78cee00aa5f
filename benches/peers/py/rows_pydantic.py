"""Rows as pydantic models with constraints, read from JSON lines."""

import datetime
from typing import Annotated, Optional

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Pcn = Annotated[str, Field(pattern="^U[0-9]{5}$")]
Practice = Annotated[str, Field(pattern="^[A-TV-Z][0-9]{5}$")]
Place = Annotated[str, Field(pattern="^([0-9]{2}[A-Z]|[A-Z][0-9][A-Z][0-9][A-Z])$")]
Indicator = Annotated[str, Field(pattern="^[A-Z]{2,4}-[0-9]{2}$")]
Decimal = Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)?$")]
Count = Annotated[int, Field(ge=0)]
Date = datetime.date


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")


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
    "networks": Network,
    "partners": Partner,
    "lists": List,
    "figures": Figure,
    "adjusted": Adjusted,
}


def rows(folder):
    tables, refused = [], 0
    for name, model in TABLES.items():
        kept, validate = [], model.__pydantic_validator__.validate_json
        with (folder / f"{name}.jsonl").open("rb") as lines:
            for line in lines:
                try:
                    kept.append(validate(line))
                except ValidationError:
                    refused += 1
        tables.append(kept)
    return tables, refused


def read(folder):
    tables, refused = rows(folder)
    return sum(map(len, tables)) + refused
