"""Who may call the actions of the plugin, and what CKAN's own actions may tell."""

from ckanext.ppidbontang.logic.auth.vocabulary import ppid_vocabulary_show

__all__ = ["ppid_vocabulary_show"]
