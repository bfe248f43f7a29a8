"""an index, CONCURRENTLY"""

from alembic import op

revision = "06"
down_revision = "05"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("invoice_invoice_date_idx", "invoice", ["invoice_date"], postgresql_concurrently=True)
