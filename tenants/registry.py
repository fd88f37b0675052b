"""What apps bring to a city's portal and to the console, read from their app configs.

Import the module, not its classes: `from tenants import registry`, then
`class BudgetsConfig(registry.ModuleConfig)`; Django ignores app modules with two configs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import AppConfig, apps
from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

    from tenants.snapshot import CitySnapshot

Text = str | Promise


@dataclass(frozen=True)
class PhaseKind:
    """A kind of dated step: its name on screens and the verbs that it opens."""

    code: str
    title: Text
    opens: frozenset[str] = frozenset()
    # Address of what a resident does in this phase, from the phase; "" where there is nothing.
    url: Callable[["Model"], str] = lambda phase: ""
    # Verb on the button that leads there, e.g. "Vote for my projects".
    call: Text = ""


@dataclass(frozen=True)
class ContributionKind:
    """A kind of contribution that a module gives meaning to."""

    code: str
    title: Text
    title_plural: Text
    # Public address of one contribution.
    url: Callable[["Model"], str]


@dataclass(frozen=True)
class Column:
    """One column of a dataset; `code` is stable across releases."""

    code: str
    title: Text
    kind: str = "text"  # text, integer, decimal, boolean, datetime, date


@dataclass(frozen=True)
class Dataset:
    """Something that participation produced, published without identity.

    `rows` yields one mapping per row, keyed by column code, in a stable order.
    """

    slug: str
    title: Text
    description: Text
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Mapping[str, Any]]]
    count: Callable[[], int]
    updated_at: Callable[[], Any] = field(default=lambda: None)


class CityAppConfig(AppConfig):
    """An app whose tables live in every city's schema and that is always on."""

    icon: ClassVar[str] = "document"
    title: ClassVar[Text] = ""
    # First segment of its addresses, with a slash at the end; "" mounts at the root.
    prefix: ClassVar[str] = ""
    urls: ClassVar[str | None] = None
    staff_urls: ClassVar[str | None] = None
    api: ClassVar[str | None] = None
    # (title, url name) of its entries in the portal's menu and in the back office; there an icon
    # may follow, when it is not the app's own.
    menu: ClassVar[tuple[tuple[Text, str], ...]] = ()
    staff_menu: ClassVar[tuple[tuple[Text, str] | tuple[Text, str, str], ...]] = ()
    footer_menu: ClassVar[tuple[tuple[Text, str], ...]] = ()
    # Template for its part of the portal's home and the function that fills it.
    home_template: ClassVar[str | None] = None
    # Order among back-office and home entries, low first.
    position: ClassVar[int] = 100

    # Names of tasks to run in every served city, each every few minutes; they decide what is due.
    jobs: ClassVar[tuple[str, ...]] = ()

    def phase_kinds(self) -> Sequence[PhaseKind]:
        """Kinds of phases that processes can have through this app."""
        return ()

    def contribution_kinds(self) -> Sequence[ContributionKind]:
        """Kinds of contributions that this app gives meaning to."""
        return ()

    def home_block(self, request: "HttpRequest") -> Mapping[str, Any] | None:
        """Context of `home_template`, or None to show nothing."""
        return None

    def process_block(
        self, request: "HttpRequest", process: Any
    ) -> tuple[str, Mapping[str, Any]] | None:
        """Template and context of what this app shows on a process's page, or None."""
        return None

    def account_menu(self, user: Any) -> Sequence[tuple[Text, str, int]]:
        """Entries of a signed-in person's own menu: (title, url name, count of new things)."""
        return ()

    def today(self, user: Any) -> Sequence[tuple[Text, int, str]]:
        """Entries of "to do today" in the back office: (label, count, address), without zeros."""
        return ()

    def templates_of_process(self) -> Sequence["ProcessTemplate"]:
        """Ready-made processes that staff can start from."""
        return ()

    def set_up_city(self, city: "CitySnapshot") -> None:
        """Put in what a new city starts with; runs in its schema, inside provisioning."""

    def demo(self, city: "CitySnapshot") -> None:
        """Fill a demo city with content; runs once, in its schema, after the apps before it."""

    def datasets(self) -> Sequence[Dataset]:
        """What this app publishes as open data."""
        return ()

    def person_data(self, user: Any) -> Mapping[str, Any]:
        """What this app knows of a person, as JSON-ready values."""
        return {}

    def erase_person(self, user: Any) -> None:
        """Remove or detach from the person what this app keeps of them."""

    def usage(self) -> Mapping[str, int]:
        """Counters of use, e.g. {"contributions": 525}."""
        return {}


class ModuleConfig(CityAppConfig):
    """A capability that a city can switch on and off."""

    summary: ClassVar[Text] = ""
    # Whether it is charged beside the base price of the plan.
    is_paid: ClassVar[bool] = True


@dataclass(frozen=True)
class PhaseDraft:
    """A phase of a process template; days count from the day of publication."""

    kind: str
    title: Text
    starts_on_day: int
    lasts_days: int


@dataclass(frozen=True)
class ProcessTemplate:
    """A process ready to publish: texts, phases and what its module sets up."""

    code: str
    title: Text
    summary: Text
    phases: tuple[PhaseDraft, ...]
    # Called with (process=, by=) after the process and its phases exist.
    set_up: Callable[..., None] = lambda **kwargs: None


@dataclass(frozen=True)
class ConsolePanel:
    """Pages that another app brings to the console."""

    code: str
    title: Text
    icon: str
    prefix: str
    urls: str
    url_name: str
    verb: str
    # Template shown on a city's page in the console, with the context from `city_context(city)`.
    city_template: str | None = None
    city_context: Callable[[Any], Mapping[str, Any]] | None = None


class ConsoleAppConfig(AppConfig):
    """An app of the control plane that brings panels to the console."""

    panels: ClassVar[tuple[ConsolePanel, ...]] = ()


@cache
def city_apps() -> tuple[CityAppConfig, ...]:
    """Every app of a city's schema, modules included, in the order of the settings."""
    return tuple(app for app in apps.get_app_configs() if isinstance(app, CityAppConfig))


@cache
def modules() -> tuple[ModuleConfig, ...]:
    """The modules that exist."""
    return tuple(app for app in city_apps() if isinstance(app, ModuleConfig))


def module(label: str) -> ModuleConfig:
    """The module of that label; LookupError if there is none."""
    for app in modules():
        if app.label == label:
            return app
    raise LookupError(label)


def active_apps(enabled: Iterable[str]) -> tuple[CityAppConfig, ...]:
    """City apps that a city with these modules shows: the core ones and the enabled modules."""
    wanted = set(enabled)
    return tuple(
        app for app in city_apps() if not isinstance(app, ModuleConfig) or app.label in wanted
    )


@cache
def phase_kinds() -> dict[str, PhaseKind]:
    """Every kind of phase, by code; the code starts with its app's label and a dot."""
    return {kind.code: kind for app in city_apps() for kind in app.phase_kinds()}


@cache
def contribution_kinds() -> dict[str, ContributionKind]:
    """Every kind of contribution, by code."""
    return {kind.code: kind for app in city_apps() for kind in app.contribution_kinds()}


@cache
def module_of_namespace() -> dict[str, str]:
    """The module of each URL namespace: `budgets`, `budgets_staff`, `budgets_api`."""
    return {
        f"{app.label}{suffix}": app.label for app in modules() for suffix in ("", "_staff", "_api")
    }


def console_panels() -> tuple[ConsolePanel, ...]:
    """Panels that apps bring to the console, in the order of the settings."""
    return tuple(
        panel
        for app in apps.get_app_configs()
        if isinstance(app, ConsoleAppConfig)
        for panel in app.panels
    )
