"""Migrations that are there, stay readable, and know nothing of StreamField blocks."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.architecture.tree import APPS, name, tracked

MOST_LINES = 300
OURS = {"events", "stakeholders", "story_pages", "home", "demo"}
MIGRATIONS = [file for file in tracked("*/migrations/*.py") if file.name != "__init__.py"]
# The first migration of an app makes all its tables at once.
INITIAL = {
    "events/migrations/0001_initial.py",
    "stakeholders/migrations/0001_initial.py",
    "story_pages/migrations/0001_initial.py",
    "site/learning_city/home/migrations/0001_initial.py",
}

REPLACEABLE = ("wagtailimages.image", "wagtaildocs.document", "wagtailmedia.media", "auth.user")


# A migration of wagtail-localize asks the database while it is imported.
@pytest.mark.django_db
def test_no_change_of_a_model_lacks_its_migration() -> None:
    loader = MigrationLoader(None)
    with_models = {config.label for config in apps.get_app_configs() if config.models}

    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    changes = detector.changes(graph=loader.graph)

    ours = {label: changes[label] for label in OURS & changes.keys()}
    assert {label: [str(one.operations) for one in found] for label, found in ours.items()} == {}
    assert OURS & with_models <= loader.migrated_apps


@pytest.mark.parametrize("file", MIGRATIONS, ids=name)
def test_a_migration_can_be_read_in_one_sitting(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())

    assert lines <= MOST_LINES or name(file) in INITIAL


@pytest.mark.parametrize("file", MIGRATIONS, ids=name)
def test_a_migration_knows_no_block(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert "Block" not in text
    assert "block_lookup" not in text


def test_no_migration_and_no_row_names_a_model_that_a_site_may_replace() -> None:
    named = re.compile(rf"['\"]({'|'.join(map(re.escape, REPLACEABLE))})['\"]", re.IGNORECASE)
    files = tracked(*(f"{folder}/*.py" for folder in (*APPS, "site")))

    found = {name(file): named.findall(file.read_text(encoding="utf-8")) for file in files}

    assert set(MIGRATIONS) <= set(files)
    assert {file: models for file, models in found.items() if models} == {}
