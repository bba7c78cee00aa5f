"""A month's publication in pandas: read, counted, one indicator added up by network."""

import pandas as pd

import common


def everything(path):
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    value = pd.to_numeric(frame["VALUE"], errors="coerce")
    suppressed = frame["VALUE"] == "*"
    bad = (
        ~frame["PRACTICE_CODE"].str.fullmatch("[A-TV-Z][0-9]{5}")
        | pd.to_datetime(frame["ACH_DATE"], format="%d/%m/%Y", errors="coerce").isna()
        | (value.isna() & ~suppressed)
    )
    wanted = frame["IND_CODE"] == "HI03"
    part = frame[wanted].assign(value=value[wanted])
    practices = part.pivot_table(
        index="PRACTICE_CODE", columns="MEASURE", values="value", aggfunc="sum"
    ).sort_index()
    networks = practices.groupby(pd.RangeIndex(len(practices)) // 5).sum()
    return {
        "rows": len(frame),
        "suppressed": int(suppressed.sum()),
        "refused": int(bad.sum()),
        "numerator": int(networks["Numerator"].sum()),
        "denominator": int(networks["Denominator"].sum()),
    }


common.measure(None, everything)
