"""Who may call the actions of the plugin, and what CKAN's own actions may tell."""

from ckanext.ppidbontang.logic.auth.exemption import (
    ppid_exemption_decide,
    ppid_exemption_extend,
    ppid_exemption_history,
    ppid_exemption_open,
    ppid_exemption_propose,
    ppid_exemption_test,
    ppid_original_create,
    ppid_original_delete,
    ppid_original_list,
    ppid_original_show,
    ppid_original_update,
)
from ckanext.ppidbontang.logic.auth.queue import ppid_exemption_list
from ckanext.ppidbontang.logic.auth.review import (
    ppid_review_history,
    ppid_review_list,
    ppid_review_publish,
    ppid_review_return,
    ppid_review_submit,
)
from ckanext.ppidbontang.logic.auth.vocabulary import ppid_vocabulary_show

__all__ = [
    "ppid_exemption_decide",
    "ppid_exemption_extend",
    "ppid_exemption_history",
    "ppid_exemption_list",
    "ppid_exemption_open",
    "ppid_exemption_propose",
    "ppid_exemption_test",
    "ppid_original_create",
    "ppid_original_delete",
    "ppid_original_list",
    "ppid_original_show",
    "ppid_original_update",
    "ppid_review_history",
    "ppid_review_list",
    "ppid_review_publish",
    "ppid_review_return",
    "ppid_review_submit",
    "ppid_vocabulary_show",
]
