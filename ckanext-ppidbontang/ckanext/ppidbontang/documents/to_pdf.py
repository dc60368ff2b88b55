"""Tables as PDF, set in type by Typst: A4 across, tagged for screen readers, ready to be signed."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from importlib.resources import files

from ckanext.ppidbontang.documents import typesetter
from ckanext.ppidbontang.documents.layout import laid_out
from ckanext.ppidbontang.documents.tables import Table
from ckanext.ppidbontang.domain.exceptions import DocumentError

_TEMPLATE = files("ckanext.ppidbontang.documents") / "register.typ"


def write(table: Table) -> bytes:
    """Return the document.

    Raises:
        DocumentError: It takes too long or too much memory.
    """
    midnight = datetime(table.on.year, table.on.month, table.on.day, tzinfo=UTC)
    job = {
        "template": _TEMPLATE.read_text("utf-8"),
        "table": json.dumps(laid_out(table)),
        "timestamp": int(midnight.timestamp()),
        "max_bytes": typesetter.MAX_BYTES,
        "max_seconds": typesetter.MAX_SECONDS,
    }
    return _typeset(json.dumps(job).encode())


def _typeset(job: bytes) -> bytes:
    # Measured: a thousand rows hold 200 MB, ten thousand 1.6 GB, almost all of it Typst's layout,
    # however the table is cut up. A process of its own gives them back to the machine, which a web
    # worker would not. It starts in 0.05 s: a script by its path loads neither CKAN nor this
    # package (and -P keeps the modules beside it out of its way).
    command = [sys.executable, "-P", typesetter.__file__]
    try:
        done = subprocess.run(  # noqa: S603 (the command is ours; what others wrote goes by stdin)
            command, input=job, capture_output=True, check=True, timeout=typesetter.MAX_SECONDS
        )
    except subprocess.TimeoutExpired as err:
        raise DocumentError(f"the PDF took longer than {err.timeout:g} s") from err
    except subprocess.CalledProcessError as err:
        reason = err.stderr.decode(errors="replace").strip()
        raise DocumentError(f"the PDF broke off (status {err.returncode}): {reason}") from err
    return done.stdout
