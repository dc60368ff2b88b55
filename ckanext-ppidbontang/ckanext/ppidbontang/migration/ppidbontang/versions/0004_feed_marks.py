"""Mark in a transaction that it changes the feed, or takes something out of it.

The marks are settings of the transaction and end with it. The portal reads them before it commits:
what is taken out must not stay in the files that a web server sends (`feed.watching`).
"""

from __future__ import annotations

from alembic import op

revision = "ppid_0004"
down_revision = "ppid_0003"
branch_labels = None
depends_on = None

TRIGGERS = (
    """
    CREATE TRIGGER ppid_feed_narrows AFTER UPDATE OF state ON ppid_feed_entry FOR EACH ROW
    WHEN (OLD.state = 'live' AND NEW.state <> 'live')
    EXECUTE FUNCTION ppid_feed_mark('ppid.feed_narrows')
    """,
    """
    CREATE TRIGGER ppid_feed_changes AFTER INSERT OR UPDATE OF state, digest ON ppid_feed_entry
    FOR EACH ROW EXECUTE FUNCTION ppid_feed_mark('ppid.feed_changes')
    """,
    """
    CREATE TRIGGER ppid_feed_changes AFTER INSERT OR UPDATE OR DELETE ON "group"
    FOR EACH STATEMENT EXECUTE FUNCTION ppid_feed_mark('ppid.feed_changes')
    """,
    """
    CREATE TRIGGER ppid_feed_changes AFTER INSERT OR UPDATE OR DELETE ON system_info
    FOR EACH STATEMENT EXECUTE FUNCTION ppid_feed_mark('ppid.feed_changes')
    """,
)


def upgrade() -> None:
    """Make the triggers, on tables of CKAN too."""
    op.execute("""
        CREATE OR REPLACE FUNCTION ppid_feed_mark() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM set_config(TG_ARGV[0], 'yes', true);
            RETURN NULL;
        END $$
    """)
    for trigger in TRIGGERS:
        op.execute(trigger)


def downgrade() -> None:
    """Remove them."""
    op.execute("DROP FUNCTION ppid_feed_mark CASCADE")
