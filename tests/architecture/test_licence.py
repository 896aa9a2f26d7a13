"""The licence that the project says it has is the one it carries."""

import tomllib

from tests.architecture.tree import ROOT


def test_the_licence_is_bsd_and_packed() -> None:
    text = " ".join((ROOT / "LICENSE").read_text(encoding="utf-8").split())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert (project["license"], project["license-files"]) == ("BSD-3-Clause", ["LICENSE"])
    assert "Redistribution and use in source and binary forms" in text
    assert "Neither the name of" in text
