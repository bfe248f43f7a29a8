"""a table"""

import sqlalchemy as sa
from alembic import op

revision = "02"
down_revision = "01"


def upgrade():
    op.create_table(
        "promotion",
        sa.Column("promotion_id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("code", sa.String(20), nullable=False, unique=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("percent", sa.Numeric(5, 2), nullable=False),
    )
