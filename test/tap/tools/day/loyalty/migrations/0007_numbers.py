"""rows"""

from django.db import migrations


def fill(apps, schema_editor):
    customers = apps.get_model("loyalty", "Customer").objects.values_list("customer_id", flat=True)
    members = apps.get_model("loyalty", "Member").objects
    for customer in customers:
        members.create(customer_id=customer, number="M%05d" % customer)


class Migration(migrations.Migration):
    dependencies = [("loyalty", "0006_joined_index")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
