"""Second names of addresses: allauth says `account_login` where the house says `accounts:login`."""

from collections.abc import Iterable

from django.urls import ResolverMatch, URLPattern


class OtherName(URLPattern):
    """A name for reversing only; a request never matches it, so each address is served once."""

    def resolve(self, path: str) -> ResolverMatch | None:
        """Leave the request to the address itself."""
        return None


def allauth_names(pages: Iterable[URLPattern], names: dict[str, str]) -> list[URLPattern]:
    """For each page in `names` (ours to allauth's), the same address under allauth's name."""
    return [
        OtherName(page.pattern, page.callback, page.default_args, names[page.name])
        for page in pages
        if page.name in names
    ]
