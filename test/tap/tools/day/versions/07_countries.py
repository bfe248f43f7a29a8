"""rows"""

from alembic import op

revision = "07"
down_revision = "06"


def upgrade():
    op.execute("UPDATE customer SET country = 'United States' WHERE country = 'USA'")
