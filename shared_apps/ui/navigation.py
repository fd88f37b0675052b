"""Values that the navigation components and the charts are drawn from."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class NavItem:
    """A link of a menu or of tabs; `group` starts a new heading where it changes."""

    title: Text
    url: str
    icon: str = ""
    is_current: bool = False
    count: int = 0
    group: Text = ""


@dataclass(frozen=True)
class Crumb:
    """A step of the way from the home page; the last one has no address."""

    title: Text
    url: str = ""


@dataclass(frozen=True)
class Step:
    """A phase on a timeline; `state` is "done", "now" or "next"."""

    title: Text
    note: Text = ""
    state: str = "next"
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """A row of a bar chart; `text` replaces the formatted value."""

    label: Text
    value: float
    text: Text = ""


@dataclass(frozen=True)
class Stack:
    """A column of a column chart: one value for each series."""

    label: Text
    values: tuple[float, ...]
