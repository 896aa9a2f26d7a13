from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stakeholders', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='term',
            name='vocabulary',
            field=models.CharField(choices=[('sector', 'Sector'), ('level', 'Level of education'), ('kind', 'Kind of organisation'), ('role', 'Role in an alliance'), ('district', 'District'), ('track', 'Track of sessions'), ('measure', 'What a figure measures')], max_length=20, verbose_name='vocabulary'),
        ),
    ]
