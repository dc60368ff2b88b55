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
from ckanext.ppidbontang.logic.action.queue import ppid_exemption_list
from ckanext.ppidbontang.logic.action.review import (
    ppid_review_history,
    ppid_review_list,
    ppid_review_publish,
    ppid_review_return,
    ppid_review_submit,
)
from ckanext.ppidbontang.logic.action.vocabulary import ppid_vocabulary_show

__all__ = [
    "ppid_exemption_decide",
    "ppid_exemption_extend",
    "ppid_exemption_history",
    "ppid_exemption_list",
    "ppid_exemption_open",
    "ppid_exemption_propose",
    "ppid_exemption_test",
    "ppid_original_create",
    "ppid_original_list",
    "ppid_review_history",
    "ppid_review_list",
    "ppid_review_publish",
    "ppid_review_return",
    "ppid_review_submit",
    "ppid_vocabulary_show",
]
