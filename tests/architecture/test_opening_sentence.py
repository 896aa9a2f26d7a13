"""Each file says first what it knows."""

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import name, python_files, tracked


def _written(files: list[Path]) -> list[Path]:
    return [file for file in files if file.read_text(encoding="utf-8").strip()]


@pytest.mark.parametrize("file", _written(python_files()), ids=name)
def test_python_opens_with_a_sentence(file: Path) -> None:
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""

    opening = docstring.split("\n\n")[0]
    assert opening.endswith((".", "?", "!")), f"{name(file)} does not say what it knows"
    assert opening[0].isupper() or not opening[0].isalpha()


@pytest.mark.parametrize("file", _written(tracked("*.css", "*.js")), ids=name)
def test_style_and_script_open_with_a_comment(file: Path) -> None:
    assert file.read_text(encoding="utf-8").lstrip().startswith(("/*", "//"))


COMPONENTS = [file for file in tracked("*.html") if "components" in file.parts]


@pytest.mark.parametrize("file", COMPONENTS, ids=name)
def test_a_component_lists_its_variables_on_top(file: Path) -> None:
    text = file.read_text(encoding="utf-8").lstrip()

    assert text.startswith(("{#", "{% comment %}")), f"{name(file)} does not list its variables"
