"""A real SMTP server on this machine that keeps what it gets."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope


@dataclass
class PostOffice:
    """The handler of the server: refuses some addresses, keeps the mails to all others."""

    refused: set[str] = field(default_factory=set)
    mails: list[EmailMessage] = field(default_factory=list)
    port: int = field(default_factory=lambda: _free_port())
    controller: Controller | None = None

    async def handle_RCPT(  # noqa: N802 (the name that aiosmtpd calls)
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        content = cast("bytes", envelope.content)
        self.mails.append(cast("EmailMessage", message_from_bytes(content, policy=default)))
        return "250 OK"

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def to(self) -> list[str]:
        """Return to whom mails came, in the order in which they came."""
        return [mail["To"].addresses[0].addr_spec for mail in self.mails]

    def texts(self) -> list[str]:
        return [mail.get_content() for mail in self.mails]

    def open(self) -> None:
        """Open, at the same address as before."""
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def close(self) -> None:
        """Close; a second time does nothing."""
        if self.controller:
            self.controller.stop()
        self.controller = None


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]
