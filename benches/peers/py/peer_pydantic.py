"""pydantic 2: rows as models with constraints, read from JSON lines."""

import common
from rows_pydantic import read, rows

common.measure_rows(read, rows)
