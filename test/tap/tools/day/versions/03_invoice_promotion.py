"""a foreign key with its index"""

import sqlalchemy as sa
from alembic import op

revision = "03"
down_revision = "02"


def upgrade():
    op.add_column("invoice", sa.Column("promotion_id", sa.BigInteger))
    op.create_foreign_key("invoice_promotion_id_fkey", "invoice", "promotion", ["promotion_id"], ["promotion_id"])
    op.create_index("invoice_promotion_id_idx", "invoice", ["promotion_id"])
