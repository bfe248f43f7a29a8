"""a column becomes not null, behind a check that proves it"""

from alembic import op

revision = "08"
down_revision = "07"


def upgrade():
    op.execute("UPDATE track SET composer = 'unknown' WHERE composer IS NULL")
    op.execute('ALTER TABLE track ADD CONSTRAINT track_composer_check CHECK (composer IS NOT NULL) NOT VALID')
    op.execute('ALTER TABLE track VALIDATE CONSTRAINT track_composer_check')
    op.alter_column('track', 'composer', nullable=False)
    op.drop_constraint('track_composer_check', 'track')
