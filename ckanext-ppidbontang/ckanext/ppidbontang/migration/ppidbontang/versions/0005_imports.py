"""Make the tables of imports: a spreadsheet, and each of its rows with what becomes of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "ppid_0005"
down_revision = "ppid_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and the index by which an entry knows where it came from."""
    op.create_table(
        "ppid_import",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("user_id", sa.Text, nullable=False, index=True),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("file_id", sa.Text, nullable=False),
        sa.Column("options", JSONB, nullable=False),
        sa.Column("table", JSONB, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "ppid_import_row",
        sa.Column(
            "import_id",
            sa.Text,
            sa.ForeignKey("ppid_import.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("opd", sa.Text, nullable=False),
        sa.Column("package_id", sa.Text),
        sa.Column("record", JSONB, nullable=False),
        sa.Column("changes", JSONB, nullable=False),
        sa.Column("problems", JSONB, nullable=False),
        sa.Column("duplicates", JSONB, nullable=False),
        # Times of CKAN's own tables: in UTC, without saying so.
        sa.Column("seen", sa.DateTime),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("before", JSONB),
        sa.Column("modified", sa.DateTime),
    )


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("ppid_import_row")
    op.drop_table("ppid_import")
