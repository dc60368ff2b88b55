"""Actions of the plugin, by subject."""

from ckanext.ppidbontang.logic.action.vocabulary import ppid_vocabulary_show

__all__ = ["ppid_vocabulary_show"]
