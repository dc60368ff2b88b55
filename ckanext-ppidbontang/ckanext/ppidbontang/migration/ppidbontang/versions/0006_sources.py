"""Make the tables of what is pulled from sources.

Neither refers to tables of CKAN or of ckanext-harvest: what is deleted or purged there must be
remembered here, so that no pull brings it back.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "ppid_0006"
down_revision = "ppid_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "ppid_source_pull",
        sa.Column("job_id", sa.Text, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        _moment("started_at"),
        sa.Column("problem", JSONB),
        sa.Column("unchanged", sa.Boolean, nullable=False),
        sa.Column("definition", sa.Text, nullable=False),
        sa.Column("marks", JSONB, nullable=False),
        sa.Column("counts", JSONB, nullable=False),
    )
    op.create_index("ppid_source_pull_last", "ppid_source_pull", ["source", "started_at"])
    op.create_table(
        "ppid_source_entry",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("guid", sa.Text, nullable=False),
        sa.Column("former_guid", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("package_id", sa.Text, index=True),
        sa.Column("received", JSONB, nullable=False),
        sa.Column("taken", JSONB, nullable=False),
        sa.Column("kept", JSONB, nullable=False),
        sa.Column("provisional", JSONB, nullable=False),
        sa.Column("personal", JSONB, nullable=False),
        sa.Column("problem", JSONB),
        _moment("received_at"),
        sa.Column("vanished_at", sa.DateTime(timezone=True)),
        sa.Column("decision", sa.Text, nullable=False),
        sa.UniqueConstraint("source", "guid"),
    )


def downgrade() -> None:
    """Remove them."""
    op.drop_table("ppid_source_entry")
    op.drop_table("ppid_source_pull")


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())
