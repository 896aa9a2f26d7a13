"""What the team's desk keeps: notes about registrations, and roles at one event."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("events", "0010_letters"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="registration",
            options={
                "ordering": ["-created_at", "-pk"],
                "permissions": [
                    ("export_registration", "Can export registrations"),
                    ("cancel_registration", "Can cancel registrations"),
                    ("approve_registration", "Can decide who may come"),
                    ("arrange_registration", "Can register, move, merge and swap people"),
                ],
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
            },
        ),
        migrations.CreateModel(
            name="EventRole",
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
                            ("lead", "in charge: may do everything at this event"),
                            ("door", "at the door: checks people in at this event"),
                            ("viewer", "looks on: sees who comes to this event"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        help_text="Needs the permission to enter the admin, too.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="event_roles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "role at an event",
                "verbose_name_plural": "roles at events",
                "ordering": ["event", "kind", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "user"), name="one_role_per_event_and_user"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="note")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="events.registration",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "note about a registration",
                "verbose_name_plural": "notes about registrations",
                "ordering": ["-written_at", "-pk"],
            },
        ),
    ]
