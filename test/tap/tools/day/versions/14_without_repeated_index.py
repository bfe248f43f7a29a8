"""an index that another one repeats goes"""

from alembic import op

revision = "14"
down_revision = "13"


def upgrade():
    op.drop_index("playlist_track_playlist_id_idx", "playlist_track")
