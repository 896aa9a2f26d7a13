"""Members of lists with one place stand as they were made."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0013_afterwards"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="eventpagechangeddate",
            options={
                "ordering": ["sort_order", "pk"],
                "verbose_name": "changed date",
                "verbose_name_plural": "changed dates",
            },
        ),
        migrations.AlterModelOptions(
            name="eventpagematerial",
            options={
                "ordering": ["sort_order", "pk"],
                "verbose_name": "material",
                "verbose_name_plural": "materials",
            },
        ),
        migrations.AlterModelOptions(
            name="eventpagequestion",
            options={
                "ordering": ["sort_order", "pk"],
                "verbose_name": "question",
                "verbose_name_plural": "questions",
            },
        ),
        migrations.AlterModelOptions(
            name="eventpageseatshare",
            options={
                "ordering": ["sort_order", "pk"],
                "verbose_name": "share of the seats",
                "verbose_name_plural": "shares of the seats",
            },
        ),
        migrations.AlterModelOptions(
            name="eventpagesession",
            options={
                "ordering": ["sort_order", "pk"],
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
            },
        ),
        migrations.AlterModelOptions(
            name="room",
            options={
                "ordering": ["sort_order", "pk"],
                "verbose_name": "room",
                "verbose_name_plural": "rooms",
            },
        ),
    ]
