"""Where the rows of a table lie, if it says so by coordinates.

There are no borders: the shapes of kelurahan are to be had nowhere that this portal could lawfully
take them from without a third party, so what has codes of regions and no coordinates has no map.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ckanext.ppidbontang.domain.discrepancy import plain
from ckanext.ppidbontang.domain.tabular.columns import Column, Kind, Row

MOST_PLACES = 300

_LATITUDE = re.compile(r"(?:.*_)?(?:lat|latitude|lintang|garis_lintang)(?:_.*)?")
_LONGITUDE = re.compile(r"(?:.*_)?(?:lon|long|lng|longitude|bujur|garis_bujur)(?:_.*)?")
_NUMBERED = re.compile(r"[+-]?[0-9]{1,3}(?:[.,][0-9]+)?")
# A map is a hundredth of a degree, a kilometre, at least: one point alone would fill the world.
_LEAST_SPAN = 0.01
_MARGIN = 0.06


@dataclass(frozen=True, kw_only=True, slots=True)
class Coordinates:
    """Name the columns of coordinates and the one that names the places, if there is one."""

    latitude: Column
    longitude: Column
    names: Column | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Hold a place and where it lies on the drawing, in hundredths from the left and the top."""

    name: str
    latitude: float
    longitude: float
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Plot:
    """Hold the places on a drawing `height` hundredths of its width high, and its edges."""

    places: tuple[Place, ...]
    height: float
    north: float
    south: float
    west: float
    east: float


def coordinates(columns: Sequence[Column]) -> Coordinates | None:
    """Return the columns of coordinates, where a table has one of each."""
    latitude = _first(columns, _LATITUDE)
    longitude = _first(columns, _LONGITUDE)
    if latitude is None or longitude is None:
        return None
    texts = (c for c in columns if c.kind is Kind.TEXT and c not in (latitude, longitude))
    named = [c for c in texts if "kode" not in plain(c.key)]
    # The first of the names that are more than a part of the city, or else the first of all.
    names = next((c for c in named if plain(c.key).startswith("nama")), None)
    return Coordinates(
        latitude=latitude, longitude=longitude, names=names or next(iter(named), None)
    )


def plot(found: Coordinates, rows: Iterable[Row]) -> Plot | None:
    """Lay the places out as a map does, north above; nothing where no row tells a place."""
    places = list(_places(found, rows))
    if not places:
        return None
    south, north = _edges([place.latitude for place in places])
    west, east = _edges([place.longitude for place in places])
    # A degree of longitude is shorter the farther it is from the equator.
    shorter = math.cos(math.radians((south + north) / 2))
    width, height = (east - west) * shorter, north - south
    across = max(width, height / 1.2)
    west, east = _around(west, east, across / shorter)
    scale = 100 / across
    return Plot(
        places=tuple(
            Place(
                name=place.name,
                latitude=place.latitude,
                longitude=place.longitude,
                x=round((place.longitude - west) * shorter * scale, 2),
                y=round((north - place.latitude) * scale, 2),
            )
            for place in places
        ),
        height=round(height * scale, 2),
        north=north,
        south=south,
        west=west,
        east=east,
    )


def _first(columns: Iterable[Column], named: re.Pattern[str]) -> Column | None:
    kinds = (Kind.NUMBER, Kind.TEXT)
    return next((c for c in columns if c.kind in kinds and named.fullmatch(plain(c.key))), None)


def _places(found: Coordinates, rows: Iterable[Row]) -> Iterator[Place]:
    for row in rows:
        latitude, longitude = _degrees(row[found.latitude.key]), _degrees(row[found.longitude.key])
        if latitude is None or longitude is None or abs(latitude) > 85 or abs(longitude) > 180:
            continue
        # Nothing of a city lies where both are zero: the cells were left empty.
        if latitude or longitude:
            name = row[found.names.key] if found.names else None
            yield Place(name=str(name or ""), latitude=latitude, longitude=longitude)


def _degrees(value: object) -> float | None:
    text = str(value).strip()
    return float(text.replace(",", ".")) if _NUMBERED.fullmatch(text) else None


def _edges(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    span = max(high - low, _LEAST_SPAN)
    return _around(low, high, span * (1 + 2 * _MARGIN))


def _around(low: float, high: float, span: float) -> tuple[float, float]:
    """Widen two edges to a span, evenly on both sides."""
    middle = (low + high) / 2
    return middle - span / 2, middle + span / 2
