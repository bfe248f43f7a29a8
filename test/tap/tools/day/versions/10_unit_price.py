"""a check"""

from alembic import op

revision = "10"
down_revision = "09"


def upgrade():
    op.create_check_constraint("invoice_line_unit_price_check", "invoice_line", "unit_price >= 0")
