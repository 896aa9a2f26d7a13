"""What people offered and asked for; what is left to read; requests about one's data."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models
from wagtail.documents import get_document_model_string

import events.conf


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0012_the_day"),
        migrations.swappable_dependency(get_document_model_string()),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DataRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('shown', 'shown'), ('erased', 'erased')], max_length=10, verbose_name='kind')),
                ('done_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='done')),
                ('counts', models.JSONField(default=dict, verbose_name='how many rows of what')),
                ('done_by', models.ForeignKey(help_text='Empty: by the command.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='done by')),
            ],
            options={
                'verbose_name': 'data request',
                'verbose_name_plural': 'data requests',
                'ordering': ['-done_at', '-pk'],
                'permissions': [('answer_datarequest', "Can show and erase a person's data")],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(blank=True, default=None, null=True)),
                ('kind', models.CharField(choices=[('text', 'text or slides'), ('recording', 'recording'), ('pictures', 'pictures'), ('link', 'page elsewhere')], default='text', max_length=12, verbose_name='kind')),
                ('address', models.URLField(blank=True, help_text='Used if no document is chosen.', max_length=500, verbose_name='or address')),
                ('language', models.CharField(blank=True, choices=events.conf.spoken_languages, help_text='In which it is. Leave empty if that does not matter.', max_length=20, verbose_name='language')),
                ('on', models.DateField(blank=True, help_text='For a repeating event: the day of which it is. Leave empty if of all.', null=True, verbose_name='only of the date on')),
                ('sort_order', models.PositiveIntegerField(default=0, editable=False)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=get_document_model_string(), verbose_name='document')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='events.event')),
            ],
            options={
                'verbose_name': 'material',
                'verbose_name_plural': 'materials',
                'ordering': ['sort_order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('commitment', 'commitment'), ('idea', 'idea'), ('offer', 'offer'), ('request', 'request')], max_length=12, verbose_name='kind')),
                ('text', models.TextField(max_length=1000, verbose_name='text')),
                ('original', models.TextField(editable=False, verbose_name='as it was written')),
                ('language', models.CharField(max_length=20, verbose_name='language')),
                ('shown_as', models.CharField(choices=[('nobody', 'without a name'), ('organisation', 'with the name of my organisation'), ('name', 'with my own name')], default='nobody', max_length=12, verbose_name='shown')),
                ('may_stay', models.BooleanField(default=False, verbose_name='may stay without a name')),
                ('state', models.CharField(choices=[('waiting', 'waits for the team'), ('accepted', 'shown'), ('refused', 'not shown')], db_index=True, default='waiting', max_length=10, verbose_name='state')),
                ('note', models.TextField(blank=True, verbose_name='note of the team')),
                ('consent_version', models.CharField(max_length=40, verbose_name='consent text')),
                ('consent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='agreed to be shown')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('occurrence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='events.occurrence', verbose_name='occurrence')),
                ('registration', models.ForeignKey(help_text='Empty once the person is forgotten and agreed that the text may stay.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='events.registration', verbose_name='registration')),
            ],
            options={
                'verbose_name': 'contribution',
                'verbose_name_plural': 'contributions',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='contribution_says_something'), models.CheckConstraint(condition=models.Q(('registration__isnull', False), models.Q(('shown_as', 'name'), _negated=True), _connector='OR'), name='no_name_without_a_person')],
            },
        ),
        migrations.CreateModel(
            name='EventPageMaterial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('key', models.UUIDField(blank=True, default=None, null=True)),
                ('kind', models.CharField(choices=[('text', 'text or slides'), ('recording', 'recording'), ('pictures', 'pictures'), ('link', 'page elsewhere')], default='text', max_length=12, verbose_name='kind')),
                ('address', models.URLField(blank=True, help_text='Used if no document is chosen.', max_length=500, verbose_name='or address')),
                ('language', models.CharField(blank=True, choices=events.conf.spoken_languages, help_text='In which it is. Leave empty if that does not matter.', max_length=20, verbose_name='language')),
                ('on', models.DateField(blank=True, help_text='For a repeating event: the day of which it is. Leave empty if of all.', null=True, verbose_name='only of the date on')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=get_document_model_string(), verbose_name='document')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='events.eventpage')),
            ],
            options={
                'verbose_name': 'material',
                'verbose_name_plural': 'materials',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
    ]
