"""Why not, and what to do about it."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Refusal:
    """The first requirement that was not met: a stable code, words for the person, a way out.

    `remedy` is an address ("" where there is no way out); `remedy_label` the verb on its button.
    """

    code: str
    message: str | Promise
    remedy: str = ""
    remedy_label: str | Promise = ""
