"""Numbers, money and dates in words, in French and English.

Written by hand because Django's `date` and `floatformat` filters are the slowest part of a list.
"""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

NBSP = "\u00a0"
MINUS = "\u2212"
FR_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
FR_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
FR_SHORT = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()
EN_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
EN_MONTHS = (
    "January February March April May June July August September October November December".split()
)
EN_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

Number = int | float | Decimal | str


def is_french() -> bool:
    """French is the default: anything but English reads as French."""
    return not (get_language() or "fr").startswith("en")


def decimal(value: Number | None) -> Decimal | None:
    """The value as a decimal; None for what is no number."""
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def number(value: Number | None, places: int = 0) -> str:
    """`16 370` in French, `16,370` in English; the empty text for nothing."""
    amount = decimal(value)
    if amount is None:
        return ""
    text = f"{abs(amount):,.{places}f}"
    if is_french():
        text = text.replace(",", NBSP).replace(".", ",")
    return (MINUS if amount < 0 and any(digit in "123456789" for digit in text) else "") + text


def money(value: Number | None, places: int | None = None) -> str:
    """Euros: `45 000 €` in French, `€45,000` in English; cents only where there are any."""
    amount = decimal(value)
    if amount is None:
        return ""
    if places is None:
        places = 0 if amount == amount.to_integral_value() else 2
    text = number(abs(amount), places)
    sign = MINUS if amount < 0 else ""
    return f"{sign}{text}{NBSP}€" if is_french() else f"{sign}€{text}"


def percent(share: Number | None, places: int = 0) -> str:
    """A share between 0 and 1 as a percentage."""
    amount = decimal(share)
    if amount is None:
        return ""
    return number(amount * 100, places) + (f"{NBSP}%" if is_french() else "%")


def local(value: date | datetime) -> date | datetime:
    """An aware datetime in the current time zone; anything else as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def day_of(value: date | datetime) -> date:
    """The calendar day of a date or datetime, in the current time zone."""
    value = local(value)
    return value.date() if isinstance(value, datetime) else value


def hour_words(value: datetime) -> str:
    """`23 h 59` and `18 h` in French, `23:59` in English."""
    if not is_french():
        return f"{value:%H:%M}"
    return f"{value.hour}{NBSP}h" + (f"{NBSP}{value.minute:02d}" if value.minute else "")


def date_words(value: date | datetime | None, style: str = "long") -> str:
    """A date in words; styles: long, time, short, day, month, hour (see README.md)."""
    if not value:
        return ""
    moment = local(value)
    french = is_french()
    if style == "hour":
        return hour_words(moment) if isinstance(moment, datetime) else ""
    months = FR_MONTHS if french else EN_MONTHS
    if style == "month":
        return f"{months[moment.month - 1]} {moment.year}"
    day = "1er" if french and moment.day == 1 else str(moment.day)
    if style in ("short", "day"):
        words = f"{day} {(FR_SHORT if french else EN_SHORT)[moment.month - 1]}"
        return f"{words} {moment.year}" if style == "short" else words
    weekday = (FR_DAYS if french else EN_DAYS)[moment.weekday()]
    words = f"{weekday} {day} {months[moment.month - 1]}"
    if moment.year != timezone.localdate().year:
        words += f" {moment.year}"
    if style == "time" and isinstance(moment, datetime):
        words += f", {hour_words(moment)}"
    return words


def until_words(value: date | datetime | None) -> str:
    """`jusqu’au dimanche 29 novembre, 23 h 59`."""
    if not value:
        return ""
    return _("until %(date)s") % {"date": date_words(value, "time")}


def days_left(value: date | datetime | None) -> str:
    """`encore 6 jours`, `dernier jour`, `terminé`: whole calendar days, the last one included."""
    if not value:
        return ""
    if isinstance(value, datetime) and value <= timezone.now():
        return _("over")
    days = (day_of(value) - timezone.localdate()).days
    if days < 0:
        return _("over")
    if days == 0:
        return _("last day")
    return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": number(days)}


def ago(value: date | datetime | None) -> str:
    """`il y a 3 jours`; minutes and hours on the day itself, calendar days before."""
    if not value:
        return ""
    days = (timezone.localdate() - day_of(value)).days
    if days <= 0:
        return _earlier_today(value)
    if days == 1:
        return _("yesterday")
    if days < 45:
        text, count = ngettext("%(count)s day ago", "%(count)s days ago", days), days
    elif days < 365:
        count = round(days / 30.4)
        text = ngettext("%(count)s month ago", "%(count)s months ago", count)
    else:
        count = days // 365
        text = ngettext("%(count)s year ago", "%(count)s years ago", count)
    return text % {"count": count}


def _earlier_today(value: date | datetime) -> str:
    if not isinstance(value, datetime):
        return _("today")
    minutes = int((timezone.now() - value).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        text, count = ngettext("%(count)s minute ago", "%(count)s minutes ago", minutes), minutes
    else:
        count = minutes // 60
        text = ngettext("%(count)s hour ago", "%(count)s hours ago", count)
    return text % {"count": count}
