"""Who writes the invoices: the legal person that runs Parvis. These values are the demo's."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vendor:
    """What French law wants on an invoice of its sender."""

    name: str
    legal_form: str
    capital: str
    address: tuple[str, ...]
    siret: str
    register: str
    vat_number: str
    email: str
    iban: str
    bic: str
    payment_days: int


VENDOR = Vendor(
    name="Parvis Démonstration",
    legal_form="SAS",
    capital="10 000 €",
    address=("1 place du Parvis", "75000 Paris"),
    siret="000 000 000 00000",
    register="RCS Paris 000 000 000",
    vat_number="FR00 000000000",
    email="facturation@parvis.test",
    iban="FR00 0000 0000 0000 0000 0000 000",
    bic="DEMOFRPPXXX",
    payment_days=30,
)
