"""The law's vocabulary, for clients."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.ppidbontang.domain.vocabulary import vocabulary

__all__ = ["ppid_vocabulary_show"]


@tk.side_effect_free
def ppid_vocabulary_show(context: Context, data_dict: DataDict) -> dict[str, object]:
    """Return the whole legal vocabulary of the record, every term with its citation.

    Returns:
        The categories, kinds, exemption statuses, grounds of exemption, period types, statements of
        an announcement and the other code lists, each a list of terms.
    """
    tk.check_access("ppid_vocabulary_show", context, data_dict)
    return vocabulary(tk._)
