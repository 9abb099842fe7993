"""frames.parquet: the columns of frames.csv as typed columns, with units, for analysis tools."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from posecoach.errors import OutputError
from posecoach.metrics import METRICS
from posecoach.reports.atomic import write_whole
from posecoach.reports.bands import band_codes
from posecoach.reports.events import EventSpan
from posecoach.reports.summing import ACTIVITIES, FRAMINGS, VIEWS
from posecoach.reports.tables import EVENT_COLUMNS, FRAME_COLUMNS, metric_column
from posecoach.reports.timeline import Codes, Timeline
from posecoach.types import BANDS, Floats
from posecoach.version import VERSION

SCHEMA = 1  # of the columns, documented in docs/formats.md


def parquet_available() -> bool:
    """Return whether pyarrow is installed (the "parquet" extra)."""
    return importlib.util.find_spec("pyarrow") is not None


def write_parquet(path: Path, timeline: Timeline) -> None:
    """Write one row per analysed frame; not measured is null.

    Every column's metadata has "about", a metric's also "unit"; the file's has "schema".
    """
    _write(path, _columns(timeline), _metadata)


def write_event_parquet(path: Path, spans: Sequence[EventSpan]) -> None:
    """Write one row per event, the columns of events.csv; each column's metadata has "about"."""
    _require(path)
    import pyarrow as pa

    kinds = {"open": pa.bool_(), "alerted": pa.bool_()}
    columns = {
        name: pa.array(
            [getattr(span, attribute) for span in spans],
            pa.float64() if name.endswith("_s") else kinds.get(name, pa.string()),
        )
        for name, (attribute, _) in EVENT_COLUMNS.items()
    }
    _write(path, columns, lambda name: {"about": EVENT_COLUMNS[name][1]})


def _require(path: Path) -> None:
    if not parquet_available():
        raise OutputError(
            f"cannot write {path}: pyarrow is missing; pip install 'posecoach[parquet]'"
        )


def _write(
    path: Path, columns: Mapping[str, Any], metadata: Callable[[str], dict[str, str]]
) -> None:
    _require(path)
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields = [pa.field(n, column.type, metadata=metadata(n)) for n, column in columns.items()]
    schema = pa.schema(fields, metadata={"schema": str(SCHEMA), "posecoach": VERSION})
    out = io.BytesIO()
    pq.write_table(
        pa.Table.from_arrays(list(columns.values()), schema=schema),
        out,
        compression="zstd",
        use_dictionary=[n for n, c in columns.items() if pa.types.is_dictionary(c.type)],
        # halves the size and takes a quarter of the time (STACK 5)
        use_byte_stream_split=[n for n, c in columns.items() if pa.types.is_floating(c.type)],
    )
    write_whole(path, out.getvalue())


def _columns(timeline: Timeline) -> dict[str, Any]:
    columns = {name: _floats(values) for name, values in _numbers(timeline).items()}
    columns |= {name: _words(codes, words) for name, (codes, words) in _named(timeline).items()}
    facts = {name: columns[name] for name in FRAME_COLUMNS}
    return facts | {metric_column(n): _floats(values) for n, values in timeline.metrics.items()}


def _metadata(column: str) -> dict[str, str]:
    if column in FRAME_COLUMNS:
        return {"about": FRAME_COLUMNS[column]}
    metric = next(m for m in METRICS.values() if metric_column(m.name) == column)
    return {"about": metric.about, "unit": metric.unit}


def _numbers(timeline: Timeline) -> dict[str, Floats | Codes]:
    return {
        "t_s": timeline.t,
        "index": timeline.index,
        "score": timeline.score,
        "coverage": timeline.coverage,
    }


def _named(timeline: Timeline) -> dict[str, tuple[Codes, tuple[str, ...]]]:
    return {
        "view": (timeline.view, VIEWS),
        "framing": (timeline.framing, FRAMINGS),
        "activity": (timeline.activity, ACTIVITIES),
        "reason": timeline.reason,
        "band": (band_codes(timeline.score), BANDS),
    }


def _floats(values: Floats | Codes) -> Any:
    import pyarrow as pa

    return pa.array(values, mask=~np.isfinite(values))


def _words(codes: Codes, words: tuple[str, ...]) -> Any:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(codes.astype(np.int32), pa.array(words, pa.string()))
