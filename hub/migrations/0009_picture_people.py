import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('hub', '0008_printed_pages'),
    ]

    operations = [
        migrations.AlterField(
            model_name='hubimage',
            name='person',
            field=models.ForeignKey(blank=True, help_text='Anyone who can be recognised is a registered person. A picture has one: crop it so that nobody else can be recognised, or use one picture for each.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='images', to='hub.person', verbose_name='person pictured'),
        ),
    ]
