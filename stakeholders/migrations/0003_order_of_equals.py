"""Members of lists with one place stand as they were made."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("stakeholders", "0002_tracks"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="contactpoint",
            options={"ordering": ["sort_order", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="figure",
            options={"ordering": ["sort_order", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="identifier",
            options={"ordering": ["sort_order", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="location",
            options={"ordering": ["sort_order", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="membership",
            options={
                "ordering": ["alliance__name", "role__sort_order", "member__name", "pk"],
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
            },
        ),
        migrations.AlterModelOptions(
            name="organisationpagecontactpoint",
            options={"ordering": ["sort_order"]},
        ),
        migrations.AlterModelOptions(
            name="organisationpagefigure",
            options={"ordering": ["sort_order"]},
        ),
        migrations.AlterModelOptions(
            name="organisationpageidentifier",
            options={"ordering": ["sort_order"]},
        ),
        migrations.AlterModelOptions(
            name="organisationpagelocation",
            options={"ordering": ["sort_order"]},
        ),
    ]
