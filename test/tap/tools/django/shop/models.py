# A bit of everything that a model makes: keys, indexes of either kind, a relation of many to many, long names.

import uuid

from django.conf import settings
from django.db import models


class Customer(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT)
    slug = models.SlugField(unique=True)
    email = models.EmailField(db_index=True)
    is_active = models.BooleanField(default=True)
    settings = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)


class Product(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    price = models.DecimalField(max_digits=10, decimal_places=2)
    stock = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(check=models.Q(price__gte=0), name="ck_shop_product_price"),
            models.UniqueConstraint(fields=["name"], name="uq_shop_product_name"),
        ]


class Purchase(models.Model):
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="purchases")
    products = models.ManyToManyField(Product)
    number = models.CharField(max_length=20)
    placed_at = models.DateTimeField()

    class Meta:
        unique_together = [("number", "customer")]
        indexes = [models.Index(fields=["-placed_at", "customer"])]


class SubscriptionRenewalNotificationPreference(models.Model):
    customer = models.ForeignKey(Customer, models.CASCADE)
    preferred_notification_channel_name = models.CharField(max_length=40, db_index=True)
