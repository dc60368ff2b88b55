"""Run the migrations of this plugin's tables: `ckan db upgrade -p ppidbontang`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context

from ckanext.ppidbontang.model.base import Base

VERSIONS = "ppidbontang_alembic_version"


def migrate() -> None:
    """Bring the tables up or down over CKAN's own connection settings."""
    url = context.config.get_main_option("sqlalchemy.url")
    engine = sa.create_engine(str(url), poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            version_table=VERSIONS,
        )
        with context.begin_transaction():
            context.run_migrations()


migrate()
