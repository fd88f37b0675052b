"""The demo's mailbox: reads what Django's file-based backend has written; deletes nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as policy
from pathlib import Path

from shared_apps.web.mail import CITY_HEADER

SEPARATOR = b"\n" + b"-" * 79 + b"\n"
# As the backend names its files, and the number of the mail in its file.
KEY = re.compile(r"(?P<file>\d{8}-\d{6}-\d+)\.(?P<number>\d{1,4})")
MOST_FILES = 2000


@dataclass(frozen=True)
class Mail:
    """A mail that was sent."""

    key: str
    subject: str
    sender: str
    recipients: str
    city: str
    sent_at: datetime
    text: str
    html: str


def mails(folder: Path, city: str | None) -> Iterator[Mail]:
    """Mails newest first: a city's, or all of them where `city` is None."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in files[:MOST_FILES]:
        for mail in reversed(list(read(file))):
            if city is None or mail.city == city:
                yield mail


def mail_of(folder: Path, city: str | None, key: str) -> Mail | None:
    """One mail; None where there is no such mail, or it is not for this host to see."""
    match = KEY.fullmatch(key)
    if match is None:
        return None
    file = folder / f"{match['file']}.log"
    if not file.is_file():
        return None
    found = (mail for mail in read(file) if mail.key == key)
    return next((mail for mail in found if city is None or mail.city == city), None)


def read(file: Path) -> Iterator[Mail]:
    """The mails of one file, oldest first."""
    sent_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    for number, raw in enumerate(file.read_bytes().split(SEPARATOR)):
        if not raw.strip():
            continue
        message = message_from_bytes(raw, policy=policy)
        assert isinstance(message, EmailMessage)
        yield Mail(
            key=f"{file.stem}.{number}",
            subject=str(message["subject"] or ""),
            sender=str(message["from"] or ""),
            recipients=str(message["to"] or ""),
            city=str(message[CITY_HEADER] or ""),
            sent_at=sent_at,
            text=part_of(message, "plain"),
            html=part_of(message, "html"),
        )


def part_of(message: EmailMessage, kind: str) -> str:
    """The text or the HTML of a mail, "" where it has none."""
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
