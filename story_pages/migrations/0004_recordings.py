"""Brings further files of recordings, what is known of them, and tracks without files."""

import django.db.models.deletion
from django.db import migrations, models


def keep_second_files(apps, schema_editor):
    """What stood in `second_file` is the first of the further files."""
    Recording = apps.get_model("story_pages", "Recording")
    source_model = apps.get_model("story_pages", "RecordingSource")
    for recording in Recording.objects.exclude(second_file=""):
        source_model.objects.create(recording=recording, kind="same", file=recording.second_file.name)


def restore_second_files(apps, schema_editor):
    for source in apps.get_model("story_pages", "RecordingSource").objects.filter(kind="same"):
        source.recording.second_file = source.file.name
        source.recording.save()


def forget_track_files(apps, schema_editor):
    """The text of each has always been in its row as well; players now get it from there."""
    for track in apps.get_model("story_pages", "Track").objects.exclude(file=""):
        if track.text:
            track.file.delete(save=False)


class Migration(migrations.Migration):
    dependencies = [("story_pages", "0003_backdrops")]

    operations = [
        migrations.CreateModel(
            name="RecordingSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same", "The same in another format"),
                            ("portrait", "For upright screens"),
                            ("described", "With audio description"),
                            ("signed", "With sign language"),
                        ],
                        default="same",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("file", models.FileField(upload_to="media", verbose_name="file")),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="further_sources",
                        to="story_pages.recording",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(keep_second_files, restore_second_files),
        migrations.RemoveField(model_name="recording", name="second_file"),
        migrations.AddField(
            model_name="recording",
            name="source_url",
            field=models.URLField(
                blank=True,
                help_text="The address where the recording was found, if it was not made for this site.",
                max_length=500,
                verbose_name="source",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="description",
            field=models.TextField(
                blank=True,
                help_text="What is to be heard or seen, for search engines and for those who cannot.",
                verbose_name="description",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="typed_transcript",
            field=models.TextField(
                blank=True,
                help_text="All that is said, in the spoken language, where there are no captions to make it of. An empty line begins a new paragraph.",
                verbose_name="transcript, typed",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="codecs",
            field=models.CharField(
                blank=True, editable=False, max_length=80, verbose_name="codecs"
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="peaks",
            field=models.JSONField(
                blank=True, default=list, editable=False, verbose_name="waveform"
            ),
        ),
        migrations.RunPython(forget_track_files, migrations.RunPython.noop),
        migrations.RemoveField(model_name="track", name="file"),
        migrations.AddField(
            model_name="track",
            name="name",
            field=models.CharField(
                blank=True,
                help_text="What the player calls it; the language's own name if empty.",
                max_length=80,
                verbose_name="name",
            ),
        ),
        migrations.AddField(
            model_name="track",
            name="is_default",
            field=models.BooleanField(
                default=False,
                help_text="Shown where there is none of its kind in the reader's language.",
                verbose_name="default",
            ),
        ),
        migrations.AddField(
            model_name="track",
            name="faults",
            field=models.JSONField(blank=True, default=list, verbose_name="faults"),
        ),
    ]
