"""Brings how light a picture is."""

import django.db.models.deletion
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):
    dependencies = [
        ("story_pages", "0002_sections"),
        migrations.swappable_dependency(get_image_model_string()),
    ]

    operations = [
        migrations.CreateModel(
            name="Tone",
            fields=[
                (
                    "image",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=get_image_model_string(),
                    ),
                ),
                (
                    "file_hash",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="fingerprint of the file"
                    ),
                ),
                ("levels", models.JSONField(default=list, verbose_name="levels of grey")),
            ],
            options={
                "verbose_name": "tone of a picture",
                "verbose_name_plural": "tones of pictures",
            },
        ),
    ]
