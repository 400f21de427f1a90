"""The notebooks run as they stand, and hold outputs that can be read where they lie."""

import nbformat
import pytest
from nbclient import NotebookClient
from tests.conftest import REPOSITORY

NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_on_the_sample_data(path):
    """Each notebook runs from the first cell to the last in under a minute a cell."""
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=60, resources=resources).execute()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_its_outputs(path):
    """Outputs and pictures are stored, no cell holds an error, and both languages comment."""
    cells = nbformat.read(path, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert outputs
    assert all(output.output_type != "error" for output in outputs)
    comments = "".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert any("\u4e00" <= char <= "\u9fff" for char in comments)
    assert " the " in comments


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_no_logic(path):
    """Notebooks define neither functions nor classes."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert "def " not in cell.source
            assert "class " not in cell.source
