"""Brings how sections and stories are read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("story_pages", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="storypage",
            name="section_layout",
            field=models.CharField(
                choices=[
                    ("auto", "where the picture leaves room"),
                    ("left", "at the beginning of the line"),
                    ("centre", "in the middle"),
                    ("right", "at the end of the line"),
                ],
                default="auto",
                max_length=20,
                verbose_name="words stand",
            ),
        ),
        migrations.AddField(
            model_name="storypage",
            name="section_look",
            field=models.CharField(
                choices=[
                    ("veil", "a veil over the picture"),
                    ("card", "a card"),
                    ("split", "a half of their own"),
                    ("plain", "the picture itself"),
                ],
                default="veil",
                max_length=20,
                verbose_name="words stand on",
            ),
        ),
        migrations.AddField(
            model_name="storypage",
            name="section_transition",
            field=models.CharField(
                choices=[
                    ("scroll", "by scrolling"),
                    ("over", "over the one before"),
                    ("reveal", "from under the one before"),
                    ("crossfade", "by fading over"),
                    ("cut", "at once"),
                ],
                default="scroll",
                max_length=20,
                verbose_name="sections follow",
            ),
        ),
        migrations.AlterField(
            model_name="storypage",
            name="reading",
            field=models.CharField(
                choices=[
                    ("paged", "screen by screen"),
                    ("scrolled", "freely scrolled"),
                    ("article", "as an article"),
                ],
                default="paged",
                help_text="How it begins. Each reader may choose another.",
                max_length=20,
                verbose_name="way of reading",
            ),
        ),
    ]
