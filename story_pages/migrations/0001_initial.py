"""The first tables; topics and pictures are whatever models the site has chosen."""

import django.core.validators
import django.db.models.deletion
import modelcluster.contrib.taggit
import modelcluster.fields
import modelsearch.index
import story_pages.fields
import taggit.managers
import uuid
import wagtail.fields
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string

from story_pages import conf


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(get_image_model_string()),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(conf.topic_model()),
    ]

    operations = [
        migrations.CreateModel(
            name='StoryIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', models.TextField(blank=True, verbose_name='introduction')),
                ('empty_text', models.TextField(blank=True, help_text='Shown until the first story is published.', verbose_name='text while there is nothing')),
            ],
            options={
                'verbose_name': 'list of stories',
                'verbose_name_plural': 'lists of stories',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ArticlePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two sentences, shown on cards, in feeds and where links are shared.', verbose_name='summary')),
                ('lead_picture_alt', models.CharField(blank=True, help_text='For those who cannot see it. Empty means that it only decorates.', max_length=250, verbose_name='what the picture shows')),
                ('lead_picture_credit', models.CharField(blank=True, help_text='Such as “© Name, 2020”.', max_length=250, verbose_name='credit of the picture')),
                ('lead_picture_licence', models.CharField(blank=True, choices=[('cc0', 'No rights reserved (CC0)'), ('by', 'Attribution (CC BY 4.0)'), ('by-sa', 'Attribution, share alike (CC BY-SA 4.0)'), ('by-nd', 'Attribution, no changes (CC BY-ND 4.0)'), ('by-nc', 'Attribution, not commercial (CC BY-NC 4.0)'), ('by-nc-sa', 'Attribution, not commercial, share alike (CC BY-NC-SA 4.0)'), ('by-nc-nd', 'Attribution, not commercial, no changes (CC BY-NC-ND 4.0)')], max_length=20, verbose_name='licence of the picture')),
                ('date', models.DateField(null=True, verbose_name='date')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('byline', models.CharField(blank=True, help_text='Leave it empty if nobody signs.', max_length=200, verbose_name='written by')),
                ('lead', models.TextField(blank=True, help_text='The first sentences, set larger.', verbose_name='lead')),
                ('lead_picture_caption', models.CharField(blank=True, max_length=300, verbose_name='caption of the picture')),
                ('source_note', models.TextField(blank=True, help_text='Where it comes from. Stands at the end.', verbose_name='about this article')),
                ('body', story_pages.fields.StoryField(blank=True, verbose_name='text')),
                ('lead_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='picture')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ArticleTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_items', to='story_pages.articlepage')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_items', to=conf.topic_model())),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='articlepage',
            name='topics',
            field=modelcluster.contrib.taggit.ClusterTaggableManager(blank=True, help_text='A comma-separated list of tags.', through='story_pages.ArticleTopic', to=conf.topic_model(), verbose_name='topics'),
        ),
        migrations.CreateModel(
            name='Recording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='media', verbose_name='file')),
                ('type', models.CharField(choices=[('audio', 'Audio file'), ('video', 'Video file')], max_length=255)),
                ('duration', models.FloatField(blank=True, default=0, help_text='Duration in seconds', validators=[django.core.validators.MinValueValidator(0)], verbose_name='duration')),
                ('width', models.PositiveIntegerField(blank=True, null=True, verbose_name='width')),
                ('height', models.PositiveIntegerField(blank=True, null=True, verbose_name='height')),
                ('thumbnail', models.FileField(blank=True, upload_to='media_thumbnails', verbose_name='thumbnail')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('second_file', models.FileField(blank=True, help_text='The same in another format, for browsers that cannot play the first.', upload_to='media', verbose_name='second file')),
                ('has_speech', models.BooleanField(default=True, help_text='Untick it if nothing is said; then captions are not asked for.', verbose_name='has speech')),
                ('language', models.CharField(blank=True, help_text='A code such as en or nl.', max_length=20, verbose_name='spoken language')),
                ('creator', models.CharField(blank=True, help_text='The person or group who made it.', max_length=200, verbose_name='made by')),
                ('credit', models.CharField(blank=True, help_text='The line that readers see, such as “© Name, 2020”.', max_length=200, verbose_name='credit')),
                ('licence', models.CharField(blank=True, choices=[('cc0', 'No rights reserved (CC0)'), ('by', 'Attribution (CC BY 4.0)'), ('by-sa', 'Attribution, share alike (CC BY-SA 4.0)'), ('by-nd', 'Attribution, no changes (CC BY-ND 4.0)'), ('by-nc', 'Attribution, not commercial (CC BY-NC 4.0)'), ('by-nc-sa', 'Attribution, not commercial, share alike (CC BY-NC-SA 4.0)'), ('by-nc-nd', 'Attribution, not commercial, no changes (CC BY-NC-ND 4.0)')], max_length=20, verbose_name='licence')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('poster', models.ForeignKey(blank=True, help_text='The picture that stands for the film until it is started, and on paper.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='poster')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'recording',
                'verbose_name_plural': 'recordings',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='StoryPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two sentences, shown on cards, in feeds and where links are shared.', verbose_name='summary')),
                ('lead_picture_alt', models.CharField(blank=True, help_text='For those who cannot see it. Empty means that it only decorates.', max_length=250, verbose_name='what the picture shows')),
                ('lead_picture_credit', models.CharField(blank=True, help_text='Such as “© Name, 2020”.', max_length=250, verbose_name='credit of the picture')),
                ('lead_picture_licence', models.CharField(blank=True, choices=[('cc0', 'No rights reserved (CC0)'), ('by', 'Attribution (CC BY 4.0)'), ('by-sa', 'Attribution, share alike (CC BY-SA 4.0)'), ('by-nd', 'Attribution, no changes (CC BY-ND 4.0)'), ('by-nc', 'Attribution, not commercial (CC BY-NC 4.0)'), ('by-nc-sa', 'Attribution, not commercial, share alike (CC BY-NC-SA 4.0)'), ('by-nc-nd', 'Attribution, not commercial, no changes (CC BY-NC-ND 4.0)')], max_length=20, verbose_name='licence of the picture')),
                ('lede', models.TextField(blank=True, help_text='Stand below the title on the first screen.', verbose_name='opening words')),
                ('notice', models.TextField(blank=True, help_text='How to go on, and that there is sound. If empty, a standard text is shown.', verbose_name='notice at the start')),
                ('source_note', models.TextField(blank=True, help_text='Where it comes from and when, or that it is undated. Stands at the end.', verbose_name='about this story')),
                ('reading', models.CharField(choices=[('paged', 'screen by screen'), ('scrolled', 'freely scrolled')], default='paged', max_length=20, verbose_name='way of reading')),
                ('chapters', story_pages.fields.StoryField(blank=True, verbose_name='chapters')),
                ('ambience', models.ForeignKey(blank=True, help_text='A quiet sound below the whole story. Nobody hears it before asking for it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='story_pages.recording', verbose_name='ambience')),
                ('lead_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='picture')),
                ('lead_portrait', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='picture for upright screens')),
                ('opening_loop', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='story_pages.recording', verbose_name='looping film on the first screen')),
            ],
            options={
                'verbose_name': 'story',
                'verbose_name_plural': 'stories',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='StoryTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_items', to='story_pages.storypage')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_items', to=conf.topic_model())),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='storypage',
            name='topics',
            field=modelcluster.contrib.taggit.ClusterTaggableManager(blank=True, help_text='A comma-separated list of tags.', through='story_pages.StoryTopic', to=conf.topic_model(), verbose_name='topics'),
        ),
        migrations.CreateModel(
            name='SharedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('title', models.CharField(help_text='Stands above the text wherever it is shown.', max_length=200, verbose_name='title')),
                ('body', wagtail.fields.RichTextField(verbose_name='text')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'shared text',
                'verbose_name_plural': 'shared texts',
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Track',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=20, verbose_name='language')),
                ('kind', models.CharField(choices=[('captions', 'Captions (all that can be heard)'), ('subtitles', 'Subtitles (a translation of what is said)'), ('descriptions', 'Descriptions (all that can be seen)'), ('chapters', 'Chapters')], default='captions', max_length=20, verbose_name='kind')),
                ('file', models.FileField(upload_to='tracks', verbose_name='file')),
                ('text', models.TextField(help_text='The cleaned file, as WebVTT.', verbose_name='text')),
                ('recording', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tracks', to='story_pages.recording')),
            ],
            options={
                'verbose_name': 'track',
                'verbose_name_plural': 'tracks',
                'ordering': ['language', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('recording', 'language', 'kind'), name='one_track_per_language_and_kind')],
            },
        ),
    ]
