"""More datasets than actions could make in a morning: copies, made by the database."""

from __future__ import annotations

# Datasets made by actions; what a site holds beyond them is copied.
BY_ACTIONS = 1000

_COPIES = """
CREATE TEMPORARY TABLE copies AS
SELECT package.id AS source, gen_random_uuid()::text AS id, n
FROM package, generate_series(1, {rounds}) AS n
ORDER BY n, name LIMIT {missing};

INSERT INTO package SELECT made.* FROM copies JOIN package ON package.id = source,
LATERAL jsonb_populate_record(package, jsonb_build_object(
    'id', copies.id, 'name', name || '-' || n, 'title', title || ' [' || n || ']',
    'metadata_modified', metadata_modified - n * interval '1 hour'
)) AS made;

INSERT INTO resource SELECT made.* FROM copies JOIN resource ON package_id = source,
LATERAL jsonb_populate_record(resource, jsonb_build_object(
    'id', gen_random_uuid(), 'package_id', copies.id
)) AS made;

INSERT INTO package_tag SELECT made.* FROM copies JOIN package_tag ON package_id = source,
LATERAL jsonb_populate_record(package_tag, jsonb_build_object(
    'id', gen_random_uuid(), 'package_id', copies.id
)) AS made;

ANALYZE package, resource, package_tag;
"""


def statements(datasets: int) -> str:
    """Return the SQL that makes so many datasets of those that actions have made."""
    missing = max(0, datasets - BY_ACTIONS)
    return _COPIES.format(rounds=-(-missing // BY_ACTIONS), missing=missing)
