"""Make the tables of fixed registers, of link checks and of the daily figures of readiness.

And an index of CKAN's own table by which every page finds the urgent announcements.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "ppid_0002"
down_revision = "ppid_0001"
branch_labels = None
depends_on = None

FIXED = ("ppid_register", "ppid_register_file")


def upgrade() -> None:
    """Make the tables; the same trigger that keeps the history keeps what was fixed."""
    op.create_table(
        "ppid_register",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("with_units", sa.Boolean, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        _moment("at"),
        sa.Column("user_id", sa.Text),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.UniqueConstraint("kind", "year", "body", "with_units", "edition"),
    )
    op.create_table(
        "ppid_register_file",
        sa.Column(
            "register_id", sa.BigInteger, sa.ForeignKey("ppid_register.id"), primary_key=True
        ),
        sa.Column("format", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    for table in FIXED:
        op.execute(f"""
            CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION ppid_history_only_grows()
        """)
    # The DIP in its order: a page of it reads the rows of that page and no more.
    op.execute("""
        CREATE INDEX ppid_dip ON package (
            ((extras ->> 'information_category') COLLATE "C"),
            (coalesce(nullif(extras ->> 'information_kind', ''), '~') COLLATE "C"),
            (lower(title COLLATE "C")),
            id COLLATE "C"
        )
        WHERE type = 'dataset' AND state = 'active' AND private IS false
          AND extras ->> 'information_category' IN ('berkala', 'serta-merta', 'setiap-saat')
          AND extras ->> 'exemption_status' IN ('terbuka', 'dikecualikan-sebagian')
    """)
    op.create_table(
        "ppid_link_check",
        # The SHA-256 of the address: an address itself may be longer than an index takes.
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        _moment("checked_at"),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "ppid_readiness",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("body", sa.Text, primary_key=True),
        sa.Column("figures", JSONB, nullable=False),
    )
    op.execute("""
        CREATE INDEX ppid_urgent ON package (metadata_created)
        WHERE extras ->> 'information_category' = 'serta-merta'
        AND state = 'active' AND private IS false
    """)


def downgrade() -> None:
    """Remove the tables; the fixed registers go with them."""
    op.execute("DROP INDEX ppid_dip")
    op.execute("DROP INDEX ppid_urgent")
    for table in ("ppid_readiness", "ppid_link_check", "ppid_register_file", "ppid_register"):
        op.drop_table(table)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())
