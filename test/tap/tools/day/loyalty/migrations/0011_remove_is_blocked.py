"""a field goes"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("loyalty", "0010_reward")]
    operations = [
        migrations.RemoveField("member", "is_blocked"),
    ]
