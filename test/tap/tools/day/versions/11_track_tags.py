"""a table between two"""

import sqlalchemy as sa
from alembic import op

revision = "11"
down_revision = "10"


def upgrade():
    op.create_table(
        "tag",
        sa.Column("tag_id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "track_tag",
        sa.Column("track_id", sa.Integer, sa.ForeignKey("track.track_id", ondelete="CASCADE"), primary_key=True),
        sa.Column("tag_id", sa.BigInteger, sa.ForeignKey("tag.tag_id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("track_tag_tag_id_idx", "track_tag", ["tag_id"])
