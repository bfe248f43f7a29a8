"""a table with two foreign keys"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("loyalty", "0009_remark_text")]
    operations = [
        migrations.CreateModel(
            "Reward",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("member", models.ForeignKey("loyalty.member", models.CASCADE)),
                ("track", models.ForeignKey("loyalty.track", models.CASCADE)),
                ("given_at", models.DateTimeField()),
                ("value", models.DecimalField(max_digits=6, decimal_places=2)),
            ],
            options={"unique_together": {("member", "track")}},
        ),
    ]
