"""What the tables share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column


class Base(DeclarativeBase):
    """The tables of this plugin.

    They stay out of CKAN's own metadata: what empties CKAN's tables must not reach a history that
    refuses to be emptied.
    """

    type_annotation_map = {str: sa.Text, dict[str, Any]: JSONB}


Now = Annotated[
    datetime,
    mapped_column(sa.DateTime(timezone=True), server_default=sa.func.now()),
]
