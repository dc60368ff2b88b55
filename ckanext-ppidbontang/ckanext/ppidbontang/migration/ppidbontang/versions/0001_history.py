"""Make the history, which can only grow, and the tables of unfinished work and of reminders."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "ppid_0001"
down_revision = None
branch_labels = None
depends_on = None

HISTORY = ("ppid_exemption_event", "ppid_review_event", "ppid_original_event")


def upgrade() -> None:
    """Make the tables and the triggers that keep the history as it is."""
    op.create_table(
        "ppid_exemption_event",
        *_event_columns(),
        sa.Column("from_state", sa.Text, nullable=False),
        sa.Column("to_state", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("decided_on", sa.Date),
        sa.Column("public", JSONB, nullable=False),
    )
    op.create_table("ppid_review_event", *_event_columns())
    op.create_table(
        "ppid_original_event",
        *_event_columns(),
        sa.Column("file_id", sa.Text, nullable=False, index=True),
    )
    op.create_table(
        "ppid_unfinished",
        sa.Column("package_id", sa.Text, primary_key=True),
        _moment("since"),
        sa.Column("work", JSONB, nullable=False),
    )
    op.create_table(
        "ppid_reminder",
        sa.Column("package_id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("due", sa.Date, primary_key=True),
        _moment("sent_at"),
    )
    op.execute("""
        CREATE OR REPLACE FUNCTION ppid_history_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% of % refused: the history only grows', TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'insufficient_privilege';
        END $$
    """)
    for table in HISTORY:
        op.execute(f"""
            CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION ppid_history_only_grows()
        """)


def downgrade() -> None:
    """Remove the tables; the history goes with them."""
    for table in (*HISTORY, "ppid_unfinished", "ppid_reminder"):
        op.drop_table(table)
    op.execute("DROP FUNCTION ppid_history_only_grows()")


def _event_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        _moment("at"),
        sa.Column("package_id", sa.Text, nullable=False, index=True),
        sa.Column("user_id", sa.Text),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("details", JSONB, nullable=False),
    ]


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())
