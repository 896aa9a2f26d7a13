"""Appointments in people's own calendars, letters of the team, their wording, what came back."""

import django.db.models.deletion
import django.utils.timezone
import events.outbox
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0009_invitations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="wants_appointment",
            field=models.BooleanField(
                default=False,
                help_text="Letters then put the date into the person's calendar and keep it there.",
                verbose_name="wants it in the calendar",
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="wants_mailings",
            field=models.BooleanField(default=True, verbose_name="gets the team's own letters"),
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.CharField(max_length=255, unique=True, verbose_name="iCalendar UID"),
                ),
                ("sequence", models.PositiveIntegerField(default=0, verbose_name="sequence")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="fingerprint")),
                ("is_withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
                (
                    "registration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointment",
                        to="events.registration",
                        verbose_name="registration",
                    ),
                ),
            ],
            options={"verbose_name": "appointment", "verbose_name_plural": "appointments"},
        ),
        migrations.CreateModel(
            name="OwnWording",
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
                        choices=events.outbox.kinds, max_length=40, verbose_name="kind of letter"
                    ),
                ),
                ("language", models.CharField(max_length=20, verbose_name="language")),
                (
                    "opening",
                    models.TextField(
                        blank=True,
                        help_text="Stands below the facts. An empty line begins a paragraph.",
                        verbose_name="opening",
                    ),
                ),
                (
                    "notes",
                    models.TextField(
                        blank=True,
                        help_text="Stands at the end, below the button.",
                        verbose_name="notes",
                    ),
                ),
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="changed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "wording of a letter",
                "verbose_name_plural": "wordings of letters",
                "ordering": ["kind", "language"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "language"), name="one_wording_per_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_needed",
                    models.BooleanField(
                        default=False,
                        help_text="It then also goes to those who want no other letters of the team, and cannot be turned off. Only for what concerns taking part, such as another entrance.",
                        verbose_name="everybody needs it to take part",
                    ),
                ),
                (
                    "chosen",
                    models.JSONField(blank=True, default=dict, verbose_name="to whom"),
                ),
                (
                    "home_language",
                    models.CharField(max_length=20, verbose_name="language for all others"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="written"
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                ("recipients", models.PositiveIntegerField(default=0, verbose_name="recipients")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mailings",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
            ],
            options={
                "verbose_name": "mailing",
                "verbose_name_plural": "mailings",
                "ordering": ["-created_at", "-pk"],
                "permissions": [("send_mailing", "Can write to those who are registered")],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MailingWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=20, verbose_name="language")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "mailing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="events.mailing",
                    ),
                ),
            ],
            options={
                "verbose_name": "words of a mailing",
                "verbose_name_plural": "words of mailings",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mailing", "language"), name="mailing_speaks_a_language_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="mailing",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="events.mailing",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "to be sent"),
                    ("claimed", "being sent"),
                    ("sent", "sent"),
                    ("failed", "failed"),
                    ("dropped", "no longer needed"),
                    ("returned", "came back"),
                ],
                db_index=True,
                default="waiting",
                max_length=10,
                verbose_name="state",
            ),
        ),
    ]
