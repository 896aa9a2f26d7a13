"""What the team asks when people sign up, and what they answer."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.db import migrations, models

import events.blocks
import events.private_files
import events.question


class Migration(migrations.Migration):
    dependencies = [("events", "0007_seats")]

    operations = [
        migrations.CreateModel(
            name="QuestionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(db_index=True, verbose_name="key of the question")),
                ("fingerprint", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=events.question.kind_choices, max_length=20, verbose_name="kind"
                    ),
                ),
                ("language", models.CharField(max_length=20, verbose_name="language")),
                ("label", models.CharField(max_length=300, verbose_name="question")),
                ("help", models.TextField(blank=True, verbose_name="explanation")),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="purpose")),
                ("choices", models.JSONField(default=list, verbose_name="answers to choose from")),
                (
                    "forget_after_days",
                    models.PositiveSmallIntegerField(verbose_name="forgotten after days"),
                ),
                (
                    "asked_since",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="asked since"
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a question",
                "verbose_name_plural": "versions of questions",
                "ordering": ["asked_since", "pk"],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="changes_until_hours",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Empty: as long as they can sign up. They can cancel until the end.",
                null=True,
                verbose_name="hours before the start until which people change what they chose",
            ),
        ),
        migrations.AddField(
            model_name="eventpage",
            name="changes_until_hours",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Empty: as long as they can sign up. They can cancel until the end.",
                null=True,
                verbose_name="hours before the start until which people change what they chose",
            ),
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(blank=True, default=None, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=events.question.kind_choices,
                        default="text",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(default=False, verbose_name="must be answered"),
                ),
                (
                    "only_if",
                    models.CharField(
                        blank=True,
                        help_text="Without JavaScript all see it, with its condition beside it.",
                        max_length=120,
                        verbose_name="asked only if",
                    ),
                ),
                (
                    "forget_after_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days after the end of the event. Empty: the usual time.",
                        null=True,
                        verbose_name="answers are forgotten after",
                    ),
                ),
                ("sort_order", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="events.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["sort_order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EventPageQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("key", models.UUIDField(blank=True, default=None, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=events.question.kind_choices,
                        default="text",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(default=False, verbose_name="must be answered"),
                ),
                (
                    "only_if",
                    models.CharField(
                        blank=True,
                        help_text="Without JavaScript all see it, with its condition beside it.",
                        max_length=120,
                        verbose_name="asked only if",
                    ),
                ),
                (
                    "forget_after_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days after the end of the event. Empty: the usual time.",
                        null=True,
                        verbose_name="answers are forgotten after",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="A ready-made question has its own words in all languages.",
                        max_length=300,
                        verbose_name="question",
                    ),
                ),
                ("help", models.CharField(blank=True, max_length=500, verbose_name="explanation")),
                (
                    "choices",
                    events.blocks.BodyField(blank=True, verbose_name="answers to choose from"),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        help_text="Everybody who is asked reads it.",
                        max_length=300,
                        verbose_name="what we use the answer for",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="events.eventpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["sort_order"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(verbose_name="key of the question")),
                ("value", models.JSONField(blank=True, default=str, verbose_name="answer")),
                (
                    "more",
                    models.CharField(blank=True, max_length=500, verbose_name="in their own words"),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=120,
                        storage=events.private_files.private_storage,
                        upload_to=events.private_files.random_name,
                        verbose_name="file",
                    ),
                ),
                (
                    "file_name",
                    models.CharField(blank=True, max_length=200, verbose_name="name of the file"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="answered"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="events.registration",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="events.questionversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["registration_id", "pk"],
                "permissions": [("download_answer", "Can open files that people handed in")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("registration", "key"), name="one_answer_to_each_question"
                    )
                ],
            },
        ),
    ]
