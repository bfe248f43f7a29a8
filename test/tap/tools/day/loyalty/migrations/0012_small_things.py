"""what a DBA frowns at"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("loyalty", "0011_remove_is_blocked")]
    operations = [
        migrations.AddField("reward", "was_seen", models.BooleanField(null=True)),
        migrations.AddField("reward", "price", models.FloatField(default=0)),
        migrations.AddField("reward", "giver", models.ForeignKey("loyalty.member", models.SET_NULL, null=True, related_name="+", db_index=False)),
    ]
