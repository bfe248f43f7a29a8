"""an index, CONCURRENTLY"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("loyalty", "0005_favourites")]
    operations = [
        AddIndexConcurrently("member", models.Index(fields=["joined_at"], name="loyalty_mem_joined__0f5a55_idx")),
    ]
