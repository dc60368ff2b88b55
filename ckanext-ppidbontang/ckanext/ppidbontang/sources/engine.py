"""The untyped corner: what we use of ckanext-harvest, which declares no types that hold."""

from __future__ import annotations

from typing import Any

from ckanext.harvest import model as _model
from ckanext.harvest import queue as _queue

queue: Any = _queue
models: Any = _model
