# As "alembic init" writes it, with the address from the environment and what was said at commit.

import os
from logging.config import fileConfig

from alembic import context
from sqlalchemy import create_engine

from models import metadata

fileConfig(context.config.config_file_name)
address = "postgresql+psycopg2://{PGUSER}@/{PGDATABASE}?host={PGHOST}&port={PGPORT}".format(**os.environ)

with create_engine(address).connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
    # SQLAlchemy reads what the server says when a statement has ended: also what it said at COMMIT.
    connection.exec_driver_sql("SELECT 1")
