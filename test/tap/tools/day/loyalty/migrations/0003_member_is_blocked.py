"""a field with a default"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("loyalty", "0002_member_note")]
    operations = [
        migrations.AddField("member", "is_blocked", models.BooleanField(default=False)),
    ]
