"""The event of an entry, whose page may go; and which pages went off the site with it."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def fill(apps: Any, schema_editor: Any) -> None:
    """What was taken down before is known by its page alone, and by no revision."""
    rows = apps.get_model("events", "Harvested").objects.exclude(page=None)
    for row in rows.select_related("page"):
        row.event_id = row.page.facts_id
        if row.taken_down_at is not None:
            row.taken_down = {str(row.page_id): None}
        row.save(update_fields=["event", "taken_down"])


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0014_decided_of_missing"),
    ]

    operations = [
        migrations.AddField(
            model_name="harvested",
            name="event",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="events.event",
            ),
        ),
        migrations.AddField(
            model_name="harvested",
            name="taken_down",
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
