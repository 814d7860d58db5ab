"""The tables of a Stateprint store as views of DuckDB, and how their numbers are drawn.

Nothing here knows Stateprint: a store is folders of Parquet files, TABLE/run_id=RUN/model_id=MODEL/*.parquet.
"""

import os
from urllib.parse import urlencode

import duckdb
import matplotlib.pyplot as plt
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.fs as pafs

TABLES = ["runs", "states", "tokens", "directions", "trajectories", "profiles", "scores", "checks", "portraits", "drift"]
STYLES = ["empathy", "technicality", "creativity", "formality"]
COLORS = dict(zip(STYLES, ["#c2410c", "#1d4ed8", "#7e22ce", "#15803d"]))


def location():
    """The store: STATEPRINT_STORE, a folder or s3://BUCKET/KEY; else the folder that the guides use."""
    return os.environ.get("STATEPRINT_STORE", "runs").rstrip("/")


def connect(store=None):
    """A DuckDB connection with a view for every table that the store has."""
    store = (store or location()).replace("s3a://", "s3://", 1)
    tables = duckdb.connect()
    found = [name for name in TABLES if _view(tables, store, name)]
    if "runs" not in found:
        raise FileNotFoundError(f"No runs in {store}: name a store in STATEPRINT_STORE, or make one with `stateprint demo`")
    return tables


def _view(tables, store, name):
    if store.startswith("s3://"):
        return _bucket_view(tables, store, name)
    if not os.path.isdir(f"{store}/{name}"):
        return False
    files = f"{store}/{name}/*/*/*.parquet".replace("'", "''")
    if not tables.execute(f"SELECT 1 FROM glob('{files}') LIMIT 1").fetchall():
        return False
    # Run ids stay text, even those that look like a number or a day.
    tables.execute(
        f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{files}', hive_partitioning = true, hive_types_autocast = false)"
    )
    return True


def _bucket_view(tables, store, name):
    """Arrow reads the bucket, since DuckDB's own way needs an extension from the network; filters still reach the files."""
    options = {"scheme": "https"}
    endpoint = os.environ.get("AWS_ENDPOINT_URL")
    if endpoint:
        scheme, _, host = endpoint.partition("://")
        options = {"scheme": scheme, "endpoint_override": host.rstrip("/")}
    if os.environ.get("AWS_REGION"):
        options["region"] = os.environ["AWS_REGION"]
    files, root = pafs.FileSystem.from_uri(f"{store}/{name}?{urlencode(options)}")
    if files.get_file_info(root).type != pafs.FileType.Directory:
        return False
    keys = ds.partitioning(pa.schema([("run_id", pa.string()), ("model_id", pa.string())]), flavor="hive")
    tables.register(name, ds.dataset(root, filesystem=files, format="parquet", partitioning=keys))
    return True


def chosen_run(tables):
    """STATEPRINT_RUN, else the run with the most models, and among those the one with the most prompts."""
    return os.environ.get("STATEPRINT_RUN") or tables.execute("""
        SELECT run_id FROM scores GROUP BY run_id ORDER BY count(DISTINCT model_id) DESC, max(n) DESC, run_id LIMIT 1
    """).fetchall()[0][0]


def shown(frame):
    """The frame, if it has rows; a question that nothing answers is an error here and not an empty picture."""
    if len(frame) == 0:
        raise LookupError("No row answers this question: is the run in the store? `SELECT run_id, model_id FROM runs` lists them")
    return frame


def dots(axes, frame, labels):
    """Estimates with 95% intervals, one a line from the top; grade X hollow, grey and in brackets."""
    for row, (_, one) in enumerate(frame.iterrows()):
        if one["estimate"] != one["estimate"]:
            axes.annotate("not measured", (50, row), va="center", ha="center", color="#9ca3af", style="italic")
            continue
        bad = one["grade"] == "X"
        color = "#9ca3af" if bad else COLORS[one["style"]]
        axes.plot([one["ci_low"], one["ci_high"]], [row, row], color=color, lw=2)
        axes.plot(one["estimate"], row, "o", color=color, mfc="white" if bad else color, ms=8)
        text = f"({one['estimate']:.1f})" if bad else f"{one['estimate']:.1f}  {one['grade']}"
        axes.annotate(text, (one["ci_high"], row), xytext=(6, 0), textcoords="offset points", va="center", color=color)
    axes.set_yticks(range(len(frame)), labels)
    axes.set_ylim(len(frame) - 0.5, -0.5)
    axes.margins(x=0.15)
    axes.grid(axis="x", alpha=0.3)


def figure(columns=1, rows=1, width=None, height=None, **more):
    """A figure of one size for all notebooks."""
    return plt.subplots(rows, columns, figsize=(width or 4.2 * columns + 2, height or 3.4 * rows + 0.4), layout="constrained", **more)
