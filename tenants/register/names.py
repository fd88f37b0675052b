"""How names of territories compare: without accents, case, hyphens or apostrophes."""

import re
import unicodedata


def normalized(text: str) -> str:
    """`Saint-Étienne`, `SAINT ETIENNE` and `st etienne`'s long form all read `saint etienne`."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.sub(r"[^a-z0-9]+", " ", letters.casefold()).strip()
    words = re.sub(r"^st(e?) ", lambda found: f"saint{found[1]} ", words)
    return words


def proposed_slug(name: str) -> str:
    """A host label for a name: `Saint-Denis` gives `saint-denis`; at most 40 characters."""
    return normalized(name).replace(" ", "-")[:40].strip("-")
