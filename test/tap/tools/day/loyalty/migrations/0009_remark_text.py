"""varchar becomes text, and not null"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("loyalty", "0008_number_unique")]
    operations = [
        migrations.RunSQL("UPDATE loyalty_member SET remark = '' WHERE remark IS NULL", ""),
        migrations.AlterField("member", "remark", models.TextField(default="")),
    ]
