"""a field becomes unique"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("loyalty", "0007_numbers")]
    operations = [
        migrations.AlterField("member", "number", models.CharField(max_length=20, unique=True)),
    ]
