"""a field that may be null"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("loyalty", "0001_initial")]
    operations = [
        migrations.AddField("member", "note", models.CharField(max_length=200, null=True)),
    ]
