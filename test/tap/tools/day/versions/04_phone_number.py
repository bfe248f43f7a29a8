"""a column gets another name"""

from alembic import op

revision = "04"
down_revision = "03"


def upgrade():
    op.alter_column("employee", "phone", new_column_name="phone_number")
