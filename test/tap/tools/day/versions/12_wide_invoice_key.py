"""a key gets more room, and what refers to it"""

import sqlalchemy as sa
from alembic import op

revision = "12"
down_revision = "11"


def upgrade():
    op.alter_column("invoice", "invoice_id", existing_type=sa.Integer, type_=sa.BigInteger)
    op.alter_column("invoice_line", "invoice_id", existing_type=sa.Integer, type_=sa.BigInteger)
