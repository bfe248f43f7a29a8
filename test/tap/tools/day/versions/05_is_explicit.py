"""a column that is not null, with a default"""

import sqlalchemy as sa
from alembic import op

revision = "05"
down_revision = "04"


def upgrade():
    op.add_column("track", sa.Column("is_explicit", sa.Boolean, nullable=False, server_default="false"))
