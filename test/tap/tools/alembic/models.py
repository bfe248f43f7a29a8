# Two states of one set of models: MODELS=2 is the day after.

import os

from sqlalchemy import (BigInteger, Boolean, CheckConstraint, Column, DateTime, Enum, ForeignKey, Index, Integer,
                        MetaData, Numeric, String, Table, Text, UniqueConstraint, func)
from sqlalchemy.dialects.postgresql import JSONB

is_later = os.environ.get("MODELS") == "2"

# The recipe of SQLAlchemy's documentation.
metadata = MetaData(naming_convention={
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
})

customers = Table(
    "customers", metadata,
    Column("id", BigInteger, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", Text if is_later else String(80), nullable=False),
    Column("is_active", Boolean, nullable=False, server_default="true"),
    Column("settings", JSONB, nullable=False, server_default="{}"),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

orders = Table(
    "orders", metadata,
    Column("id", BigInteger, primary_key=True),
    Column("customer_id", ForeignKey("customers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", String(20), nullable=False),
    Column("total", Numeric(10, 2), nullable=False),
    Column("state", Enum("open", "paid", "sent", name="order_state"), nullable=False),
    # Without a time zone, as DateTime is by itself.
    Column("placed_at", DateTime, nullable=False),
    CheckConstraint("total >= 0", name="total"),
    UniqueConstraint("number", "customer_id"),
    # The key of the old days.
    *([Column("coupon", String(20), nullable=True), Column("is_gift", Boolean, nullable=False, server_default="false")]
      if is_later else [Column("legacy_code", Integer)]),
)
Index(None, orders.c.placed_at, orders.c.customer_id)

if is_later:
    order_lines = Table(
        "order_lines", metadata,
        Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, primary_key=True),
        # Nobody thought of an index.
        Column("replaces_order_id", ForeignKey("orders.id", ondelete="SET NULL")),
        Column("label", Text, nullable=False),
    )
