"""Whether the links of published entries work: looked at in the background, politely.

`addresses` says what may be asked, `connections` that nothing else is connected to, `exchange` asks
one question, `fetch` looks at one address, `hosts` keeps turns, `robots` reads what sites wish,
`run` goes over all that is due, `store` remembers.
"""

from ckanext.ppidbontang.links.fetch import Limits
from ckanext.ppidbontang.links.run import SECONDS, AlreadyRunningError, Report, check
from ckanext.ppidbontang.links.store import BrokenLink, broken, key

__all__ = [
    "SECONDS",
    "AlreadyRunningError",
    "BrokenLink",
    "Limits",
    "Report",
    "broken",
    "check",
    "key",
]
