import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hub", "0007_consent_register"),
    ]

    operations = [
        migrations.CreateModel(
            name="PrintedPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=100, unique=True)),
                ("mark", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("tree", models.CharField(max_length=2)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="printed",
                        to="hub.basepage",
                        verbose_name="page",
                    ),
                ),
                ("shows", models.ManyToManyField(related_name="printed_on", to="hub.basepage")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("page", "tree"), name="one_pdf_of_each_address"),
                ],
            },
        ),
    ]
