"""Tables of a store, read by pyarrow alone."""

import pyarrow.parquet as parquet


def rows(store, table, run, model):
    """Rows of a table's part of a model, as dictionaries; none where it is not there."""
    folder = store / table / f"run_id={run}" / f"model_id={model}"
    if not folder.exists():
        return []
    return [row for file in sorted(folder.glob("*.parquet")) for row in parquet.ParquetFile(file).read().to_pylist()]


def runs(store):
    return sorted(one.name.removeprefix("run_id=") for one in (store / "runs").glob("run_id=*"))


def models(store, run):
    return sorted(one.name.removeprefix("model_id=") for one in (store / "runs" / f"run_id={run}").glob("model_id=*"))
