"""Make the table of pairs that only look like duplicates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "ppid_0007"
down_revision = "ppid_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "ppid_not_duplicate",
        sa.Column("one", sa.Text, primary_key=True),
        sa.Column("other", sa.Text, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("user_id", sa.Text),
        sa.Column("actor", sa.Text, nullable=False),
        sa.CheckConstraint('one COLLATE "C" < other COLLATE "C"'),
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_table("ppid_not_duplicate")
