"""varchar becomes text"""

import sqlalchemy as sa
from alembic import op

revision = "09"
down_revision = "08"


def upgrade():
    op.alter_column("artist", "name", existing_type=sa.String(120), type_=sa.Text)
