"""People of the demo: three accounts with the known password, and residents without any."""

from datetime import timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from shared_apps.accounts.choices import StaffRole
from shared_apps.accounts.demo import create_account
from shared_apps.accounts.models import User
from tenants.snapshot import CitySnapshot

RESIDENTS = 150
STAFF = (
    ("Camille Le Goff", "Hakim Benali"),
    ("Florence Marty", "Jonas Weber"),
    ("Anne-Sophie Caron", "Mehdi Rahmani"),
    ("Philippe Duran", "Clara Vidal"),
    ("Nathalie Brun", "Simon Okafor"),
)
FIRST_NAMES = (
    "Adèle Adrien Agathe Aïcha Alain Alice Alix Amandine Amina Amélie Anaïs André Anissa Antoine "
    "Armelle Arthur Assia Audrey Aurélie Axel Aya Baptiste Bastien Béatrice Benjamin Bernard "
    "Bintou Brigitte Bruno Camille Capucine Carole Caroline Catherine Cécile Céline Chantal "
    "Charles Charlotte Chloé Christian Claire Clément Clotilde Coralie Corinne Cyril Damien "
    "Daniel Danièle David Delphine Denis Diane Didier Dominique Édith Éléonore Élise Élodie "
    "Émile Émilie Emma Enzo Éric Estelle Éva Évelyne Fabien Fabrice Fanny Farid Fatima Fatou "
    "Félix Florence Florian Françoise Frédéric Gabriel Gaëlle Gaspard Geneviève Georges Gérard "
    "Guillaume Gwenaëlle Hélène Henri Hugo Ibrahim Ilyes Inès Irène Isabelle Ismaël Jacqueline "
    "Jade Jean-Luc Jeanne Jérôme Joël Joséphine Judith Jules Julie Julien Karim Karine Khadija "
    "Laëtitia Laure Laurent Léa Leïla Léo Léonie Lila Lina Linh Loïc Louis Louise Luc Lucie Lydie "
    "Madeleine Maëlle Magali Malik Manon Marc Marguerite Marianne Marie Marion Martine Mathieu "
    "Mathilde Maud Maxime Mehdi Mélanie Michel Mireille Mohamed Monique Moussa Myriam Nadège "
    "Nadia Nathan Nicolas Nina Noé Noémie Odile Olivier Pascale Patrick Paul Pauline Perrine "
    "Philippe Pierre Quentin Rachid Raphaël Rémi René Robin Romain Rosalie Sabrina Salomé Samira "
    "Samuel Sandrine Sarah Sébastien Séverine Simone Solène Sonia Sophie Stéphane Suzanne Sylvie "
    "Tanguy Théo Thérèse Thomas Tiphaine Tristan Valentin Valérie Véronique Victor Vincent "
    "Virginie Xavier Yann Yasmine Yves Yvonne Zoé"
).split()
INITIALS = "ABBCCDDEFGHJKLLMMNPPRRSTTVW"


def fill(city: CitySnapshot) -> None:
    """Deterministic for a town, so that apps above can count on it."""
    random = Random(city.slug)  # noqa: S311  (content, not a secret)
    administrator, moderator = STAFF[random.randrange(len(STAFF))]
    create_account(f"admin@{city.slug}.test", administrator, [StaffRole.ADMINISTRATOR])
    create_account(f"moderator@{city.slug}.test", moderator, [StaffRole.MODERATOR])
    create_account(f"resident@{city.slug}.test", "Louise M.", [])
    create_residents(city, random)


def create_residents(city: CitySnapshot, random: Random) -> None:
    """Residents who wrote the demo's content; nobody can sign in as one of them."""
    now = timezone.now()
    no_password = make_password(None)
    residents = User.objects.bulk_create(
        User(
            email=f"resident-{number:03}@{city.slug}.test",
            display_name=f"{random.choice(FIRST_NAMES)} {random.choice(INITIALS)}.",
            password=no_password,
            language=city.language,
            terms_accepted_at=now,
        )
        for number in range(1, RESIDENTS + 1)
    )
    # The database set the moment of creation to now; they came over the past year.
    for resident in residents:
        resident.created_at = now - timedelta(
            days=random.randint(3, 380), hours=random.randint(0, 23)
        )
        resident.terms_accepted_at = resident.created_at
    User.objects.bulk_update(residents, ["created_at", "terms_accepted_at"])
