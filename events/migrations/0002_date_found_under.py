from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='occurrence',
            name='found_under',
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
    ]
