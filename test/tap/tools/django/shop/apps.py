from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def print_notices(using, **_):
    notices = connections[using].connection.notices
    for notice in notices:
        print(notice, end="")
    notices.clear()


class ShopConfig(AppConfig):
    name = "shop"

    def ready(self):
        post_migrate.connect(print_notices, sender=self)
