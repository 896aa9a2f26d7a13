"""Seats by sector and way of taking part, held back, offered, given by approval."""

import uuid

import django.db.models.deletion
import events.outbox
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0006_call_moments"),
        ("stakeholders", "0002_tracks"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(choices=events.outbox.kinds, max_length=40, verbose_name="kind"),
        ),
        migrations.CreateModel(
            name='EventPageSeatShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('key', models.UUIDField(blank=True, default=None, null=True)),
                ('mode', models.CharField(blank=True, choices=[('in-person', 'in person'), ('online', 'online')], help_text='Leave empty for both ways.', max_length=20, verbose_name='takes part')),
                ('seats', models.PositiveIntegerField(blank=True, help_text='Empty: as many as come.', null=True, verbose_name='seats')),
                ('held_back', models.PositiveIntegerField(default=0, help_text='For those whom the team registers or invites; nobody else can take them.', verbose_name='of these held back')),
            ],
            options={
                'verbose_name': 'share of the seats',
                'verbose_name_plural': 'shares of the seats',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SeatShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(blank=True, default=None, null=True)),
                ('mode', models.CharField(blank=True, choices=[('in-person', 'in person'), ('online', 'online')], help_text='Leave empty for both ways.', max_length=20, verbose_name='takes part')),
                ('seats', models.PositiveIntegerField(blank=True, help_text='Empty: as many as come.', null=True, verbose_name='seats')),
                ('held_back', models.PositiveIntegerField(default=0, help_text='For those whom the team registers or invites; nobody else can take them.', verbose_name='of these held back')),
                ('sort_order', models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'share of the seats',
                'verbose_name_plural': 'shares of the seats',
                'ordering': ['sort_order', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='pool',
            name='one_pool_per_occurrence',
        ),
        migrations.RemoveConstraint(
            model_name='registration',
            name='one_active_registration_per_address',
        ),
        migrations.AddField(
            model_name='event',
            name='admission',
            field=models.CharField(choices=[('first-come', 'whoever comes first'), ('on-approval', 'the team approves; the seat is theirs from then on'), ('while-asked', 'the team approves; the seat is kept while they wait for it')], default='first-come', max_length=12, verbose_name='who gets a seat'),
        ),
        migrations.AddField(
            model_name='event',
            name='held_back',
            field=models.PositiveIntegerField(default=0, help_text='For those whom the team registers or invites; nobody else can take them.', verbose_name='seats held back'),
        ),
        migrations.AddField(
            model_name='event',
            name='offer_hours',
            field=models.PositiveSmallIntegerField(blank=True, help_text='For those who waited: then it goes to the next. Leave empty to give it at once.', null=True, verbose_name='hours to accept a seat'),
        ),
        migrations.AddField(
            model_name='event',
            name='promotion_ends_hours',
            field=models.PositiveSmallIntegerField(blank=True, help_text='So that nobody hears too late. Leave empty to let people in until the start.', null=True, verbose_name='hours before the start in which nobody is let in from the waiting list'),
        ),
        migrations.AddField(
            model_name='eventpage',
            name='admission',
            field=models.CharField(choices=[('first-come', 'whoever comes first'), ('on-approval', 'the team approves; the seat is theirs from then on'), ('while-asked', 'the team approves; the seat is kept while they wait for it')], default='first-come', max_length=12, verbose_name='who gets a seat'),
        ),
        migrations.AddField(
            model_name='eventpage',
            name='held_back',
            field=models.PositiveIntegerField(default=0, help_text='For those whom the team registers or invites; nobody else can take them.', verbose_name='seats held back'),
        ),
        migrations.AddField(
            model_name='eventpage',
            name='offer_hours',
            field=models.PositiveSmallIntegerField(blank=True, help_text='For those who waited: then it goes to the next. Leave empty to give it at once.', null=True, verbose_name='hours to accept a seat'),
        ),
        migrations.AddField(
            model_name='eventpage',
            name='promotion_ends_hours',
            field=models.PositiveSmallIntegerField(blank=True, help_text='So that nobody hears too late. Leave empty to let people in until the start.', null=True, verbose_name='hours before the start in which nobody is let in from the waiting list'),
        ),
        migrations.AddField(
            model_name='pool',
            name='arrangement',
            field=models.PositiveIntegerField(default=0, verbose_name='times that the facts changed'),
        ),
        migrations.AddField(
            model_name='pool',
            name='extra',
            field=models.PositiveIntegerField(default=0, verbose_name='of these beyond the facts'),
        ),
        migrations.AddField(
            model_name='pool',
            name='held_back',
            field=models.PositiveIntegerField(default=0, verbose_name='of these held back'),
        ),
        migrations.AddField(
            model_name='pool',
            name='held_taken',
            field=models.PositiveIntegerField(default=0, verbose_name='taken of those held back'),
        ),
        migrations.AddField(
            model_name='pool',
            name='is_divided',
            field=models.BooleanField(default=False, verbose_name='given out by shares'),
        ),
        migrations.AddField(
            model_name='pool',
            name='is_rest',
            field=models.BooleanField(default=False, verbose_name='the seats of no share'),
        ),
        migrations.AddField(
            model_name='registration',
            name='holds_seat',
            field=models.BooleanField(default=False, editable=False, verbose_name='keeps a seat while asking'),
        ),
        migrations.AddField(
            model_name='registration',
            name='mode',
            field=models.CharField(blank=True, choices=[('in-person', 'in person'), ('online', 'online')], max_length=20, verbose_name='takes part'),
        ),
        migrations.AddField(
            model_name='registration',
            name='sector',
            field=models.ForeignKey(blank=True, limit_choices_to={'vocabulary': 'sector'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.term', verbose_name='sector'),
        ),
        migrations.AddField(
            model_name='registration',
            name='takes_held_back',
            field=models.BooleanField(default=False, verbose_name='has a seat that was held back'),
        ),
        migrations.AlterField(
            model_name='registration',
            name='hold_until',
            field=models.DateTimeField(null=True, verbose_name='kept until'),
        ),
        migrations.AlterField(
            model_name='registration',
            name='left_at',
            field=models.DateTimeField(null=True, verbose_name='left'),
        ),
        migrations.AlterField(
            model_name='registration',
            name='state',
            field=models.CharField(choices=[('held', 'address not confirmed'), ('confirmed', 'confirmed'), ('waiting', 'on the waiting list'), ('requested', 'asks to come'), ('offered', 'is offered a seat'), ('cancelled', 'cancelled'), ('declined', 'declined by the team'), ('expired', 'not confirmed in time')], db_index=True, max_length=10, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='eventpageseatshare',
            name='locale',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale'),
        ),
        migrations.AddField(
            model_name='eventpageseatshare',
            name='page',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='seat_shares', to='events.eventpage'),
        ),
        migrations.AddField(
            model_name='eventpageseatshare',
            name='sector',
            field=models.ForeignKey(blank=True, help_text='Leave empty for people of any sector.', limit_choices_to={'vocabulary': 'sector'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.term', verbose_name='sector'),
        ),
        migrations.AddField(
            model_name='seatshare',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seat_shares', to='events.event'),
        ),
        migrations.AddField(
            model_name='seatshare',
            name='sector',
            field=models.ForeignKey(blank=True, help_text='Leave empty for people of any sector.', limit_choices_to={'vocabulary': 'sector'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.term', verbose_name='sector'),
        ),
        migrations.AddField(
            model_name='pool',
            name='share',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pools', to='events.seatshare'),
        ),
        migrations.AddField(
            model_name='registration',
            name='share',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registrations', to='events.seatshare', verbose_name='share of the seats'),
        ),
        migrations.AddConstraint(
            model_name='pool',
            constraint=models.UniqueConstraint(condition=models.Q(('is_rest', False), ('session', None), ('share', None)), fields=('occurrence',), name='one_pool_per_occurrence'),
        ),
        migrations.AddConstraint(
            model_name='pool',
            constraint=models.UniqueConstraint(condition=models.Q(('is_rest', True)), fields=('occurrence',), name='one_rest_per_occurrence'),
        ),
        migrations.AddConstraint(
            model_name='pool',
            constraint=models.UniqueConstraint(condition=models.Q(('share__isnull', False)), fields=('occurrence', 'share'), name='one_pool_per_share'),
        ),
        migrations.AddConstraint(
            model_name='pool',
            constraint=models.CheckConstraint(condition=models.Q(('held_taken__lte', models.F('taken'))), name='held_back_seats_are_seats'),
        ),
        migrations.AddConstraint(
            model_name='pool',
            constraint=models.CheckConstraint(condition=models.Q(('session', None), models.Q(('held_back', 0), ('is_rest', False), ('share', None)), _connector='OR'), name='a_session_is_not_shared'),
        ),
        migrations.AddConstraint(
            model_name='pool',
            constraint=models.CheckConstraint(condition=models.Q(('share', None), ('is_rest', False), _connector='OR'), name='the_rest_is_no_share'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(condition=models.Q(('forgotten_at', None), ('state__in', ['held', 'confirmed', 'offered', 'waiting', 'requested']), models.Q(('email', ''), _negated=True)), fields=('occurrence', 'email'), name='one_active_registration_per_address'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('holds_seat', False), ('state', 'requested'), _connector='OR'), name='only_who_asks_keeps_a_seat_by_asking'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'offered'), _negated=True), ('hold_until__isnull', False), _connector='OR'), name='an_offer_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), _negated=True), ('position__isnull', False), _connector='OR'), name='whoever_waits_has_a_place'),
        ),
        migrations.AlterUniqueTogether(
            name='eventpageseatshare',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["email", "occurrence"], name="known_by_address"),
        ),
    ]
