"""A month's publication in polars: read, counted, one indicator added up by network."""

import sys

import polars as pl

import common


def everything(path):
    if STREAM:
        frame = pl.scan_csv(path, infer_schema=False)
    else:
        frame = pl.read_csv(path, infer_schema=False).lazy()
    value = pl.col("VALUE").cast(pl.UInt32, strict=False)
    code, measure = pl.col("IND_CODE"), pl.col("MEASURE")
    counts = frame.select(
        rows=pl.len(),
        suppressed=(pl.col("VALUE") == "*").sum(),
        refused=(
            ~pl.col("PRACTICE_CODE").str.contains("^[A-TV-Z][0-9]{5}$")
            | pl.col("ACH_DATE").str.to_date("%d/%m/%Y", strict=False).is_null()
            | (value.is_null() & (pl.col("VALUE") != "*"))
        ).sum(),
    )
    practices = (
        frame.filter(code == "HI03")
        .group_by("PRACTICE_CODE")
        .agg(
            numerator=value.filter(measure == "Numerator").sum(),
            denominator=value.filter(measure == "Denominator").sum(),
        )
    )
    engine = "streaming" if STREAM else "in-memory"
    counts, practices = pl.collect_all([counts, practices], engine=engine)
    practices = practices.sort("PRACTICE_CODE").with_row_index("at")
    networks = practices.group_by(pl.col("at") // 5).agg(pl.col("numerator", "denominator").sum())
    return {
        **counts.row(0, named=True),
        "numerator": networks["numerator"].sum(),
        "denominator": networks["denominator"].sum(),
    }


STREAM = sys.argv[3:] == ["streaming"]
common.measure(None, everything)
