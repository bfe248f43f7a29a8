"""a field gets another name"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("loyalty", "0003_member_is_blocked")]
    operations = [
        migrations.RenameField("member", "note", "remark"),
    ]
