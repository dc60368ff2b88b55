"""Actions of the plugin, by subject."""

from ckanext.ppidbontang.logic.action.exemption import (
    ppid_exemption_decide,
    ppid_exemption_extend,
    ppid_exemption_history,
    ppid_exemption_open,
    ppid_exemption_propose,
    ppid_exemption_test,
)
from ckanext.ppidbontang.logic.action.originals import ppid_original_create, ppid_original_list
from ckanext.ppidbontang.logic.action.vocabulary import ppid_vocabulary_show

__all__ = [
    "ppid_exemption_decide",
    "ppid_exemption_extend",
    "ppid_exemption_history",
    "ppid_exemption_open",
    "ppid_exemption_propose",
    "ppid_exemption_test",
    "ppid_original_create",
    "ppid_original_list",
    "ppid_vocabulary_show",
]
