"""What the code imports is what it says it needs: a package that others bring may go with them."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import APPS, ROOT, tracked

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
APPS_NEED = PROJECT["dependencies"]
SITE_NEEDS = APPS_NEED + PROJECT["optional-dependencies"]["site"]
OURS = {*APPS, "learning_city"}
# Names that are another package's face, and packages that Wagtail itself promises to bring.
BY_WAGTAIL = {"django-modelcluster", "modelsearch", "pillow", "willow", "django-treebeard"}
BY_WAGTAIL |= {"django-filter", "openpyxl", "beautifulsoup4", "requests", "djangorestframework"}


def _imported(files: list[Path]) -> set[str]:
    """Packages (as they are installed) of all that files import."""
    modules: set[str] = set()
    for file in files:
        # An import inside a function is for whoever has that package: an extra.
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    brought = packages_distributions()
    others = modules - OURS - set(sys.stdlib_module_names)
    return {canonicalize_name(name) for module in others for name in brought.get(module, [module])}


def _named(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


@pytest.mark.parametrize(
    ("folders", "needs"),
    [(APPS, APPS_NEED), (("site/learning_city",), SITE_NEEDS)],
    ids=["apps", "site"],
)
def test_what_is_imported_is_named(folders: tuple[str, ...], needs: list[str]) -> None:
    files = [file for file in tracked(*folders) if file.suffix == ".py"]
    files = [file for file in files if "artwork" not in file.parts]

    assert sorted(_imported(files) - _named(needs) - BY_WAGTAIL) == []


def test_the_compiled_lists_hold_all_that_is_named() -> None:
    compiled = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    installed = {canonicalize_name(line.split("==")[0]) for line in compiled.splitlines()}

    assert sorted(_named(SITE_NEEDS) - installed) == []
