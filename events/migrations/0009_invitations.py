"""Organisations invited, and whom they send."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0008_questions"),
        ("stakeholders", "0002_tracks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail"),
                ),
                ("language", models.CharField(max_length=20, verbose_name="language")),
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="how many it may send"
                    ),
                ),
                (
                    "is_reserved",
                    models.BooleanField(
                        default=False,
                        help_text="Its delegates may take the seats that the event holds back.",
                        verbose_name="seats are kept for it",
                    ),
                ),
                (
                    "answer_by",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="to be answered until"
                    ),
                ),
                (
                    "own_line",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="own line of the letter"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "no answer yet"),
                            ("comes", "comes"),
                            ("declines", "does not come"),
                            ("later", "says so later"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered")),
                (
                    "invited_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="invited"),
                ),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="withdrawn")),
                (
                    "forgotten_at",
                    models.DateTimeField(null=True, verbose_name="address forgotten"),
                ),
                (
                    "key_hash",
                    models.CharField(blank=True, editable=False, max_length=64),
                ),
                (
                    "key_number",
                    models.PositiveSmallIntegerField(default=1, editable=False),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the organisation chooses among the coming dates.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="events.occurrence",
                        verbose_name="date",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="stakeholders.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["organisation__name", "pk"],
                "permissions": [
                    ("invite_organisation", "Can invite organisations and answer for them")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(occurrence=None, withdrawn_at=None),
                        fields=("event", "organisation"),
                        name="one_invitation_to_an_event",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(withdrawn_at=None),
                        fields=("occurrence", "organisation"),
                        name="one_invitation_to_a_date",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("key_hash", ""), _negated=True),
                        fields=("key_hash",),
                        name="one_invitation_per_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(seats__gte=1), name="invites_at_least_one"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="registration",
            name="invitation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="registrations",
                to="events.invitation",
                verbose_name="comes for",
            ),
        ),
        migrations.AlterField(
            model_name="registration",
            name="consent_version",
            field=models.CharField(blank=True, max_length=40, verbose_name="consent text"),
        ),
        migrations.AlterField(
            model_name="registration",
            name="consent_language",
            field=models.CharField(
                blank=True, max_length=20, verbose_name="language of the consent"
            ),
        ),
        migrations.AlterField(
            model_name="registration",
            name="consent_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, null=True, verbose_name="consent given"
            ),
        ),
        migrations.CreateModel(
            name="Delegate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("language", models.CharField(max_length=20, verbose_name="language")),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[("in-person", "in person"), ("online", "online")],
                        max_length=20,
                        verbose_name="takes part",
                    ),
                ),
                (
                    "waited",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="was put on the waiting list"
                    ),
                ),
                (
                    "had_seat",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="was registered before"
                    ),
                ),
                (
                    "named_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="named"),
                ),
                (
                    "answer_by",
                    models.DateTimeField(null=True, verbose_name="to be confirmed until"),
                ),
                ("agreed_at", models.DateTimeField(null=True, verbose_name="agreed")),
                ("declined_at", models.DateTimeField(null=True, verbose_name="declined")),
                ("removed_at", models.DateTimeField(null=True, verbose_name="no longer named")),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="delegates",
                        to="events.invitation",
                        verbose_name="invitation",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named_by",
                        to="events.registration",
                        verbose_name="registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "delegate",
                "verbose_name_plural": "delegates",
                "ordering": ["named_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(removed_at=None),
                        fields=("invitation", "registration"),
                        name="named_once_by_an_invitation",
                    )
                ],
            },
        ),
        migrations.AlterField(
            model_name="letter",
            name="registration",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="events.registration",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="invitation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="events.invitation",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("invitation", "kind", "number"), name="each_letter_of_an_invitation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(registration=None, invitation__isnull=False)
                | models.Q(registration__isnull=False, invitation=None),
                name="about_a_registration_or_an_invitation",
            ),
        ),
    ]
