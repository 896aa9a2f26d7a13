"""What was decided of entries that are missing: kept by the team, or taken down by us."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0013_afterwards"),
    ]

    operations = [
        migrations.AddField(
            model_name="harvested",
            name="kept_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="harvested",
            name="taken_down_at",
            field=models.DateTimeField(null=True),
        ),
    ]
