"""Errors of the domain: what a person did wrong, said to that person."""

from django.utils.functional import Promise

from shared_apps.permissions.refusal import Refusal


class DomainError(Exception):
    """Something that the person can understand and mend.

    A form shows the message, the API answers `status` with `{detail, code}`. Subclasses name
    their `code`.
    """

    code = "domain_error"
    status = 409

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class Refused(DomainError):
    """A rule said no; the refusal tells why and the way out."""

    status = 403

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal
        self.code = refusal.code
