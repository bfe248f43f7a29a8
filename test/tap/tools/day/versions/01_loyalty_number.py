"""a column that may be null"""

import sqlalchemy as sa
from alembic import op

revision = "01"
down_revision = None


def upgrade():
    op.add_column("customer", sa.Column("loyalty_number", sa.String(20)))
