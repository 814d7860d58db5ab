"""Executes notebooks, and refuses what a reader would not want: an error, an empty frame, a notebook without a picture.

    execute.py OUT NOTEBOOK...       copies with outputs, and their pictures, are left in OUT
    execute.py --self-test           three notebooks that must be refused, and one that must not
"""

import base64
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


class Refused(Exception):
    """Why a notebook may not be shown."""


def executed(notebook, name):
    """The same notebook with outputs. It runs where the notebooks lie, so that they find their helper."""
    client = NotebookClient(notebook, timeout=420, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOKS)}})
    try:
        client.execute()
    except CellExecutionError as failure:
        raise Refused(f"{name}: " + re.sub(r"\x1b\[[0-9;]*m", "", str(failure))) from None
    except TimeoutError as late:
        raise Refused(f"{name}: {late}") from None
    return notebook


def outputs(notebook):
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            yield number, output.get("data", {})


def pictures(notebook):
    return [base64.b64decode(data["image/png"]) for _, data in outputs(notebook) if "image/png" in data]


def frames(notebook, name):
    """How many frames it shows; an empty one is refused."""
    count = 0
    for number, data in outputs(notebook):
        html = data.get("text/html", "")
        if "<table" not in html:
            continue
        count += 1
        if not re.search(r"<tbody>\s*<tr", html):
            raise Refused(f"{name}: the frame of cell {number} has no row")
    return count


def checked(notebook, name):
    """Pictures and frames of an executed notebook."""
    shown, drawn = frames(notebook, name), pictures(notebook)
    if not drawn:
        raise Refused(f"{name} draws no picture")
    if not shown:
        raise Refused(f"{name} shows no frame")
    return drawn, shown


def run(path, out):
    began = time.monotonic()
    notebook = nbformat.read(path, as_version=4)
    if any(cell.get("outputs") for cell in notebook.cells):
        raise Refused(f"{path.name} is committed with outputs; clear them")
    drawn, shown = checked(executed(notebook, path.name), path.name)
    nbformat.write(notebook, out / path.name)
    for number, picture in enumerate(drawn, 1):
        (out / f"{path.stem}-{number}.png").write_bytes(picture)
    print(f"{path.name}: {len(drawn)} pictures, {shown} frames, {time.monotonic() - began:.1f} s", flush=True)


def self_test():
    frame = "import pandas as pd\npd.DataFrame({'a': [1]})"
    picture = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    cases = {
        "good": ([frame, picture], None),
        "an error": ([frame, picture, "1 / 0"], "ZeroDivisionError"),
        "an empty frame": ([frame, picture, "pd.DataFrame({'a': []})"], "has no row"),
        "no picture": ([frame], "draws no picture"),
    }
    for name, (cells, refusal) in cases.items():
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        try:
            checked(executed(notebook, name), name)
            said = None
        except Refused as refused:
            said = str(refused)
        if (refusal is None) != (said is None) or refusal and refusal not in said:
            sys.exit(f"The self-test of a notebook with {name} fails: expected {refusal}, got {said}")
    print(f"{len(cases)} notebooks of the self-test: refused and accepted as they must be")


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    try:
        for path in arguments[1:]:
            run(Path(path), out)
    except Refused as refused:
        sys.exit(str(refused))


if __name__ == "__main__":
    main(sys.argv[1:])
