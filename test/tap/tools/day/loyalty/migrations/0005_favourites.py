"""a relation of many to many"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("loyalty", "0004_rename_note")]
    operations = [
        migrations.AddField("member", "favourites", models.ManyToManyField("loyalty.track")),
    ]
