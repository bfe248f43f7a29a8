"""a column that nobody reads goes, with what is in it"""

from alembic import op

revision = "13"
down_revision = "12"


def upgrade():
    op.drop_column("customer", "fax")
