"""a foreign key without an index, a time without a zone"""

import sqlalchemy as sa
from alembic import op

revision = "15"
down_revision = "14"


def upgrade():
    op.add_column("playlist", sa.Column("owner_id", sa.Integer, sa.ForeignKey("customer.customer_id")))
    op.add_column("playlist", sa.Column("shared_until", sa.DateTime))
