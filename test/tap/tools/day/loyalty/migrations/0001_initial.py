"""the tables of the music shop, and one of our own"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        migrations.CreateModel(
            "Customer",
            [("customer_id", models.IntegerField(primary_key=True))],
            options={"db_table": "customer", "managed": False},
        ),
        migrations.CreateModel(
            "Track",
            [("track_id", models.IntegerField(primary_key=True)), ("name", models.CharField(max_length=200))],
            options={"db_table": "track", "managed": False},
        ),
        migrations.CreateModel(
            "Member",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("customer", models.OneToOneField("loyalty.customer", models.PROTECT)),
                ("number", models.CharField(max_length=20)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                ("points", models.PositiveIntegerField(default=0)),
            ],
        ),
    ]
