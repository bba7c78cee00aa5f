"""A polars script: the CSV files as data frames, checked and scored by expressions."""

import datetime

import polars as pl

import common

PCN = "^U[0-9]{5}$"
PRACTICE = "^[A-TV-Z][0-9]{5}$"
PLACE = "^([0-9]{2}[A-Z]|[A-Z][0-9][A-Z][0-9][A-Z])$"


def good(frame, *tests):
    """The rows that pass every test, and how many do not. A test that is null fails."""
    kept = frame.filter(pl.all_horizontal(*tests))
    return kept, frame.height - kept.height


def day(name):
    return pl.col(name).str.to_date("%Y%m%d", strict=False)


def rows(folder):
    def table(name):
        return pl.read_csv(folder / f"{name}.csv", infer_schema=False)

    networks = table("networks").with_columns(open=day("Open Date"), close=day("Close Date"))
    networks, a = good(
        networks,
        pl.col("PCN Code").str.contains(PCN),
        pl.col("Current Sub ICB Loc Code").str.contains(PLACE),
        pl.col("open").is_not_null(),
        pl.col("Close Date").is_null() | pl.col("close").is_not_null(),
    )
    end = "Practice to PCN Relationship End Date"
    partners = table("partners").with_columns(
        start=day("Practice to PCN Relationship Start Date"), end=day(end)
    )
    partners, b = good(
        partners,
        pl.col("Partner Organisation Code").str.contains(PRACTICE),
        pl.col("PCN Code").str.contains(PCN),
        pl.col("Practice Parent Sub ICB Loc Code").str.contains(PLACE),
        pl.col("PCN Parent Sub ICB Loc Code").str.contains(PLACE),
        pl.col("start").is_not_null(),
        pl.col(end).is_null() | pl.col("end").is_not_null(),
    )
    lists = table("lists").with_columns(
        on=pl.col("EXTRACT_DATE").str.to_date("%d%b%Y", strict=False),
        patients=pl.col("NUMBER_OF_PATIENTS").cast(pl.UInt32, strict=False),
    )
    lists, c = good(
        lists,
        pl.col("CODE").str.contains(PRACTICE),
        pl.col("on").is_not_null(),
        pl.col("patients").is_not_null(),
    )
    figures = table("figures").with_columns(
        part=pl.col("NUMERATOR").cast(pl.UInt32, strict=False),
        whole=pl.col("DENOMINATOR").cast(pl.UInt32, strict=False),
    )
    figures, d = good(
        figures,
        pl.col("NETWORK").str.contains(PCN),
        pl.col("part").is_not_null(),
        pl.col("whole").is_not_null(),
    )
    adjusted = table("adjusted").with_columns(
        adjusted=pl.col("ADJUSTED_POPULATION").cast(pl.Float64, strict=False)
    )
    adjusted, e = good(
        adjusted, pl.col("NETWORK").str.contains(PCN), pl.col("adjusted").is_not_null()
    )
    return (networks, partners, lists, figures, adjusted), a + b + c + d + e


def read(folder):
    tables, refused = rows(folder)
    return sum(table.height for table in tables) + refused


def pence(pounds):
    return (pounds.round(2) * 100).round().cast(pl.Int64).sum()


def everything(folder):
    (networks, partners, lists, figures, adjusted), refused = rows(folder)
    terms = common.terms(folder)
    on = datetime.date.fromisoformat(terms["on"])
    codes = networks.select(network="PCN Code")
    known = partners.join(codes, left_on="PCN Code", right_on="network", how="semi")
    unknown = partners.join(codes, left_on="PCN Code", right_on="network", how="anti")
    current = known.filter(
        pl.col("start") <= on, pl.col("end").is_null() | (pl.col("end") >= on)
    )
    several = current.group_by("Partner Organisation Code").len().filter(pl.col("len") > 1)
    sizes = (
        current.join(lists, left_on="Partner Organisation Code", right_on="CODE", how="left")
        .group_by(network="PCN Code")
        .agg(pl.col("patients").sum())
    )
    sizes = codes.join(sizes, on="network", how="left").with_columns(pl.col("patients").fill_null(0))
    indicators = pl.DataFrame(terms["indicators"]).with_columns(
        pl.col("points", "lower", "upper").cast(pl.Float64)
    )
    way = (pl.col("part") / pl.col("whole") * 100 - pl.col("lower")) / (
        pl.col("upper") - pl.col("lower")
    )
    adjustment = pl.col("patients") / float(terms["average_list"])
    per_point = float(terms["pounds_per_point"])
    fund = (
        figures.join(indicators, left_on="INDICATOR", right_on="code")
        .join(sizes, left_on="NETWORK", right_on="network")
        .select(pence(pl.col("points") * way.clip(0, 1) * per_point * adjustment))
        .item()
    )
    core = sizes.select(
        pence(pl.col("patients") * float(terms["core_funding_per_registered"]))
    ).item()
    access = (
        adjusted.join(codes, left_on="NETWORK", right_on="network", how="semi")
        .select(pence(pl.col("adjusted") * float(terms["enhanced_access_per_adjusted"])))
        .item()
    )
    return {
        "iif_pence": fund,
        "entitlement_pence": core + access,
        "total_pence": fund + core + access,
        "refused": refused,
        "below_minimum": sizes.filter(pl.col("patients") < terms["minimum_list"]).height,
        "in_several": several.height,
        "dangling": unknown["PCN Code"].n_unique(),
    }


common.measure(read, everything)
