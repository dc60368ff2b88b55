"""Make the store of the DCAT feed: what each entry says, kept as it is served, and its numbers.

The rules that no way round the plugin may break are in the database. Triggers take an entry out of
the feed in the transaction that hides, closes or deletes it, and number every change that a reader
can see at the moment of its commit: whoever commits first has the lower number, and a number is
never seen before its change.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "ppid_0003"
down_revision = "ppid_0002"
branch_labels = None
depends_on = None

TABLES = ("ppid_feed_fragment", "ppid_feed_entry", "ppid_feed_state")
FUNCTIONS = ("ppid_feed_number", "ppid_feed_withdraw", "ppid_feed_body", "ppid_feed_title")


def upgrade() -> None:
    """Make the tables and the triggers, on tables of CKAN too."""
    _make_tables()
    _number_changes()
    _withdraw_at_once()
    _follow_bodies()
    _follow_titles()


def downgrade() -> None:
    """Remove them; the feed can be built again from the entries."""
    for table in TABLES:
        op.drop_table(table)
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION {function} CASCADE")


def _make_tables() -> None:
    op.create_table(
        "ppid_feed_state",
        sa.Column("id", sa.SmallInteger, sa.CheckConstraint("id = 1"), primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("head", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("narrowed", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("live", sa.Integer, nullable=False, server_default="0"),
        sa.Column("ready", sa.Boolean, nullable=False),
    )
    # A portal that has entries is not ready before they are in the store: a feed that lacks them
    # would tell harvesters to delete them.
    op.execute("""
        INSERT INTO ppid_feed_state (id, changed, ready) SELECT 1, now(), NOT EXISTS (
            SELECT FROM package WHERE type = 'dataset' AND state = 'active' AND NOT private
        )
    """)
    op.create_table(
        "ppid_feed_entry",
        sa.Column("package_id", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger),
        sa.Column("position", sa.BigInteger),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_from", sa.DateTime),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("digest", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("cause", sa.Text),
        sa.CheckConstraint("state IN ('live', 'failed', 'withdrawn', 'deleted')"),
    )
    op.create_index("ppid_feed_seq", "ppid_feed_entry", ["seq"])
    op.execute("CREATE INDEX ppid_feed_live ON ppid_feed_entry (position) WHERE state = 'live'")
    op.create_table(
        "ppid_feed_fragment",
        sa.Column(
            "package_id",
            sa.Text,
            sa.ForeignKey("ppid_feed_entry.package_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("format", sa.Text, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("crc", sa.BigInteger, nullable=False),
    )
    # The bytes are compressed already.
    op.execute("ALTER TABLE ppid_feed_fragment ALTER COLUMN data SET STORAGE EXTERNAL")


def _number_changes() -> None:
    """Number a change when its transaction commits.

    The row of the state is the lock. It is taken by the last thing that a transaction does and
    given back after the commit is visible, so numbers follow the order of commits and nobody waits
    for it longer than a commit takes.
    """
    op.execute("""
        CREATE OR REPLACE FUNCTION ppid_feed_number() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE number bigint;
        BEGIN
            IF TG_OP = 'UPDATE' AND NEW.state = OLD.state
                AND NEW.digest IS NOT DISTINCT FROM OLD.digest THEN
                RETURN NULL;
            END IF;
            UPDATE ppid_feed_state SET
                seq = seq + 1,
                changed = clock_timestamp(),
                live = live + (NEW.state = 'live')::int - coalesce((OLD.state = 'live')::int, 0),
                narrowed = CASE
                    WHEN OLD.state = 'live' AND NEW.state <> 'live' THEN seq + 1 ELSE narrowed
                END
            RETURNING seq INTO number;
            UPDATE ppid_feed_entry SET
                seq = number, position = coalesce(position, number), changed = clock_timestamp()
            WHERE package_id = NEW.package_id;
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE CONSTRAINT TRIGGER ppid_feed_number
        AFTER INSERT OR UPDATE OF state, digest ON ppid_feed_entry
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ppid_feed_number()
    """)


def _withdraw_at_once() -> None:
    """Take out of the feed what stops being public or changes its exemption (UU 14/2008 Pasal 54).

    An entry whose exemption changed comes back in the same transaction, as what it is now; should
    that fail, it is absent.
    """
    op.execute("""
        CREATE OR REPLACE FUNCTION ppid_feed_withdraw() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE next_state text;
        BEGIN
            IF TG_OP = 'DELETE' THEN
                next_state := 'deleted';
            ELSIF NEW.state = 'deleted' THEN
                next_state := 'deleted';
            ELSIF NEW.state <> 'active' OR NEW.private OR NEW.type <> 'dataset'
                OR NEW.extras ->> 'exemption_status'
                    IS DISTINCT FROM OLD.extras ->> 'exemption_status'
                OR NEW.extras ->> 'information_category'
                    IS DISTINCT FROM OLD.extras ->> 'information_category' THEN
                next_state := 'withdrawn';
            ELSE
                RETURN NULL;
            END IF;
            UPDATE ppid_feed_entry SET state = next_state, digest = NULL, cause = NULL
            WHERE package_id = OLD.id AND state IN ('live', 'failed');
            IF FOUND THEN
                DELETE FROM ppid_feed_fragment WHERE package_id = OLD.id;
            END IF;
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER ppid_feed_withdraw AFTER UPDATE OR DELETE ON package
        FOR EACH ROW EXECUTE FUNCTION ppid_feed_withdraw()
    """)


def _follow_bodies() -> None:
    """Number the entries of a body whose own record changes: what they say of it did change.

    What they keep of it is its id alone, unless its address changed or it is gone; then they wait
    for being built anew.
    """
    op.execute("""
        CREATE OR REPLACE FUNCTION ppid_feed_body() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            body "group" := coalesce(NEW, OLD);
            renumbered bigint;
            last bigint;
        BEGIN
            IF NOT body.is_organization OR (TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD) THEN
                RETURN NULL;
            END IF;
            -- The entries first: who saves one of them has it, and will wait for the state.
            PERFORM FROM ppid_feed_entry WHERE publisher = body.id ORDER BY package_id FOR UPDATE;
            UPDATE ppid_feed_state SET seq = seq + 1, head = head + 1, changed = clock_timestamp()
            RETURNING seq INTO last;
            WITH numbered AS (
                SELECT package_id, row_number() OVER (ORDER BY position) AS place
                FROM ppid_feed_entry WHERE state = 'live' AND publisher = body.id
            )
            UPDATE ppid_feed_entry SET seq = last + place, changed = clock_timestamp()
            FROM numbered WHERE numbered.package_id = ppid_feed_entry.package_id;
            GET DIAGNOSTICS renumbered = ROW_COUNT;
            UPDATE ppid_feed_state SET seq = seq + renumbered WHERE renumbered > 0;
            IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE'
                AND (NEW.name, NEW.state) IS DISTINCT FROM (OLD.name, OLD.state)) THEN
                UPDATE ppid_feed_entry SET version = '' WHERE publisher = body.id;
            END IF;
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE CONSTRAINT TRIGGER ppid_feed_body AFTER INSERT OR UPDATE OR DELETE ON "group"
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ppid_feed_body()
    """)


def _follow_titles() -> None:
    """Number a change of the portal's own title and description."""
    op.execute("""
        CREATE OR REPLACE FUNCTION ppid_feed_title() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF coalesce(NEW.key, OLD.key) IN ('ckan.site_title', 'ckan.site_description') THEN
                UPDATE ppid_feed_state
                SET seq = seq + 1, head = head + 1, changed = clock_timestamp();
            END IF;
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE CONSTRAINT TRIGGER ppid_feed_title AFTER INSERT OR UPDATE OR DELETE ON system_info
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ppid_feed_title()
    """)
