"""One informative concertation for each demo town, in the middle of its course."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import Phase, Process, start_of_day
from tenants.snapshot import CitySnapshot


@dataclass(frozen=True)
class Concertation:
    """What differs from town to town."""

    title: str
    slug: str
    area: str
    question: str
    easy_summary: str
    summary: str
    description: str
    meetings: str


# (kind, title, first day and last day counted from today, what happens, what came of it)
PHASES = (
    (
        "processes.information",
        "Le projet expliqué",
        -48,
        -20,
        "Exposition, permanences et dossier complet à l’accueil de la mairie.",
        "Trois permanences ont été tenues et une foire aux questions a été publiée.",
    ),
    ("processes.meeting", "Rencontres publiques", -19, 16, "", ""),
    (
        "processes.review",
        "Étude des avis",
        17,
        58,
        "Les services relisent chaque avis et préparent une réponse thème par thème.",
        "",
    ),
    (
        "processes.outcome",
        "Bilan et suites",
        59,
        120,
        "Le bilan est présenté en conseil puis publié ici, avec ce qui a changé dans le projet.",
        "",
    ),
)

STAYS = """### Ce qui est déjà décidé

{decided}

### Ce qui reste ouvert

{open}

### Comment prendre part

Venez à l’une des rencontres, sans inscription. Les comptes rendus sont publiés sur cette page \
sous dix jours. Une garde d’enfants et une boucle magnétique sont prévues sur demande.
"""

CONCERTATIONS = {
    "rennes": Concertation(
        "Rendre la rue de l’École aux piétons",
        "rue-de-l-ecole",
        "Sud-Gare",
        "À quoi ressemblera la rue de l’École une fois fermée aux voitures ?",
        "La rue devant l’école va changer. Les voitures ne passeront plus. "
        "Vous pouvez dire ce que vous voulez à la place.",
        "Une rue scolaire sans voitures à la rentrée : plantations, assises, livraisons, "
        "cheminements. Quatre rencontres sur place pour en décider ensemble.",
        STAYS.format(
            decided="La rue sera fermée à la circulation, sauf secours et livraisons du matin. "
            "Le budget des travaux est de 640 000 €.",
            open="- la place des arbres et des bancs\n- les heures de livraison\n"
            "- le passage des vélos",
        ),
        "Devant l’école le mardi à 16 h 30, à la maison de quartier le jeudi à 18 h 30.",
    ),
    "nanterre": Concertation(
        "Un parc de plus au bord de Seine",
        "parc-bord-de-seine",
        "Bords de Seine",
        "Quels usages pour deux hectares rendus aux habitants ?",
        "Un terrain vide va devenir un parc. La ville demande ce qu’il faut y mettre. "
        "Tout le monde peut venir aux réunions.",
        "Deux hectares de friche deviennent un parc. Promenades commentées et ateliers pour "
        "choisir entre jeux, prairie et jardins partagés.",
        STAYS.format(
            decided="Le terrain reste en pleine terre et aucun logement n’y sera construit.",
            open="- la part de prairie et de jeux\n- l’ouverture le soir\n"
            "- la place des jardins partagés",
        ),
        "Promenades le samedi à 10 h, ateliers à l’Agora le mercredi à 19 h.",
    ),
    "cahors": Concertation(
        "Le marché de la place, tous les jours",
        "marche-de-la-place",
        "Centre ancien",
        "Comment faire vivre le marché sans bloquer la place ?",
        "Le marché va avoir lieu plus souvent. La ville veut que tout le monde puisse circuler. "
        "Vous pouvez donner votre avis.",
        "Le marché s’étend à six jours sur sept. Stationnement, livraisons, terrasses : trois "
        "rencontres avec les commerçants et les riverains.",
        STAYS.format(
            decided="Le marché aura lieu du mardi au dimanche matin à partir du printemps.",
            open="- le stationnement des riverains\n- les heures de nettoyage\n"
            "- la place des terrasses",
        ),
        "Sur la place le mercredi à 12 h 30, à la mairie le lundi à 18 h.",
    ),
    "agen": Concertation(
        "Traverser la Garonne à vélo",
        "traverser-la-garonne",
        "Toute la ville",
        "Où passera la future liaison cyclable entre les deux rives ?",
        "La ville veut un passage sûr pour les vélos. Il y a deux chemins possibles. "
        "Venez dire lequel vous préférez.",
        "Deux tracés possibles entre les deux rives. Cartes, comptages et coûts sont publiés ; "
        "quatre rencontres permettent d’en parler.",
        STAYS.format(
            decided="La liaison sera séparée de la circulation sur toute sa longueur.",
            open="- le tracé nord ou le tracé sud\n- l’éclairage\n- les aires de repos",
        ),
        "À la salle des fêtes le jeudi à 18 h 30, sur le pont le samedi à 11 h.",
    ),
    "buxerolles": Concertation(
        "La cour de l’école plantée",
        "cour-plantee",
        "Bourg",
        "Que faut-il planter et garder dans la cour ?",
        "La cour de l’école est trop chaude l’été. On va enlever du goudron et planter des "
        "arbres. Les enfants et les parents donnent leur avis.",
        "Moins de bitume, plus d’ombre : la cour de l’école élémentaire est refaite l’été "
        "prochain. Enfants, parents et voisins en dessinent le plan.",
        STAYS.format(
            decided="La moitié du bitume sera retirée, le préau est conservé.",
            open="- les essences plantées\n- le terrain de ballon\n- l’ouverture le week-end",
        ),
        "À l’école le vendredi à 17 h, à la mairie le samedi à 10 h.",
    ),
    "mel": Concertation(
        "Le plan local d’urbanisme, commune par commune",
        "plan-local-d-urbanisme",
        "95 communes",
        "Où construire, où planter, où protéger dans les quinze ans qui viennent ?",
        "Un grand plan dit où l’on peut construire. Il concerne 95 communes. "
        "Des réunions ont lieu près de chez vous.",
        "La révision du plan dure deux ans. Un relais dans chaque commune, un village mobile et "
        "des ateliers pour les enfants aussi.",
        STAYS.format(
            decided="Les objectifs de sobriété foncière sont fixés par la loi.",
            open="- les secteurs à densifier\n- les espaces à protéger\n"
            "- les règles de hauteur et de stationnement",
        ),
        "Le village mobile s’arrête chaque samedi sur un marché différent.",
    ),
}


def create_concertation(city: CitySnapshot) -> None:
    """Publish the town's concertation, once."""
    content = CONCERTATIONS.get(city.slug)
    if content is None or Process.objects.filter(slug=content.slug).exists():
        return
    today = timezone.localdate()
    process = Process.objects.create(
        slug=content.slug,
        title=content.title,
        area=content.area,
        question=content.question,
        easy_summary=content.easy_summary,
        summary=content.summary,
        description=content.description,
        template="processes.concertation",
        state=ProcessState.PUBLISHED,
        published_at=timezone.now() - timedelta(days=50),
    )
    Phase.objects.bulk_create(
        Phase(
            process=process,
            kind=kind,
            title=title,
            position=position,
            description=text or content.meetings,
            outcome=outcome,
            starts_at=start_of_day(today + timedelta(days=first)),
            ends_at=start_of_day(today + timedelta(days=last + 1)),
        )
        for position, (kind, title, first, last, text, outcome) in enumerate(PHASES)
    )
