"""Tell each body, by mail, what its entries ask for: once, and nothing of the content.

`matters` gathers it, `digests` finds what is new, `recipients` who is told, `mails` writes and
sends; `send` does all.
"""

from ckanext.ppidbontang.reminders.sending import Outcome, send

__all__ = ["Outcome", "send"]
