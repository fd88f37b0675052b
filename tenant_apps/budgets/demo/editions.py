"""The budgets of the demo's towns, each where it should stand today."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import connection
from django.utils import timezone

from shared_apps.accounts.models import User
from tenant_apps.budgets.choices import Channel, ProjectState
from tenant_apps.budgets.demo import election, projects
from tenant_apps.budgets.demo.projects import Edition, Filed, Step
from tenant_apps.budgets.demo.texts import BOXES, COMMENTS, IDEAS, STREETS
from tenant_apps.budgets.models import (
    RECEIPT_ALPHABET,
    RECEIPT_GROUP,
    RECEIPT_GROUPS,
    Ballot,
    BallotChoice,
    Budget,
    District,
    PaperBatch,
    Project,
)
from tenant_apps.budgets.queries.count import counted
from tenant_apps.processes.models import start_of_day
from tenants.snapshot import CitySnapshot

Used = set[tuple[str, str]]

RENNES_FILED, RENNES_ON_BALLOT, RENNES_WINNERS = 525, 234, 28
RENNES_ONLINE, RENNES_PAPER = 13_048, 3_322
NULL = r"\N"  # in the text format of COPY

SMALL_COSTS = (6, 8, 9, 12, 15, 18, 22, 28, 35, 45, 60, 80, 120)  # thousand euros

RENNES_FINISHED = Edition(
    slug="budget-participatif-3",
    title="Budget participatif, 3ᵉ édition",
    question="Quels projets d’habitants la ville construit-elle avec 3 500 000 € ?",
    summary="525 projets déposés, 234 soumis au vote, 28 choisis par 16 370 votants. "
    "Les travaux ont commencé : jardins partagés, aires de jeux, boîtes à dons, squares rénovés.",
    easy_summary="Les habitants ont proposé des projets. Ils ont voté. "
    "La ville construit maintenant les 28 projets qui ont eu le plus de voix.",
    description="### Comment les projets ont été choisis\n\nChaque personne a composé une liste "
    "dans la limite du budget, en ligne ou sur papier dans douze lieux. Les porteurs de projets "
    "ont reçu un guide de campagne et se sont présentés dans des agoras, au centre et dans les "
    "quartiers.\n\n### Et maintenant\n\nChaque projet a un chef de projet à la ville. Son "
    "avancement est indiqué sur sa page.",
    amount=3_500_000,
    published=-480,
    steps=(
        Step("submission", "Idées", -480, -420, "525 projets ont été déposés."),
        Step("review", "Étude", -419, -270, "234 projets sont réalisables et chiffrés."),
        Step("voting", "Vote", -260, -239, "16 370 personnes ont voté, dont 3 322 sur papier."),
        Step("results", "Résultats", -230, -200, "28 projets sont choisis."),
        Step("works", "Travaux", -199, 260),
    ),
)
RENNES_OPEN = Edition(
    slug="budget-participatif-4",
    title="Budget participatif, 4ᵉ édition",
    question="Quels projets pour nos rues et nos squares avec 200 000 € ?",
    summary="Quarante projets proches de chez vous : composez votre liste dans la limite de "
    "200 000 €. Vous pouvez la modifier jusqu’au dernier jour.",
    easy_summary="Vous avez 200 000 € à répartir. Choisissez les projets que vous aimez. "
    "Les projets qui ont le plus de voix seront construits.",
    description="### Qui peut voter\n\nToute personne qui a un compte sur ce portail. Des urnes "
    "sont aussi ouvertes dans les maisons de quartier : un bulletin en ligne ou sur papier, "
    "pas les deux.\n\n### Comment les bulletins sont comptés\n\nLes projets sont pris dans "
    "l’ordre des voix, tant que leur coût tient dans la somme qui reste.",
    amount=200_000,
    published=-190,
    steps=(
        Step("submission", "Idées", -190, -130, "64 projets ont été déposés."),
        Step("review", "Étude", -129, -16, "40 projets sont réalisables et chiffrés."),
        Step("voting", "Vote", -12, 6),
        Step("results", "Résultats", 11, 40),
        Step("works", "Travaux", 41, 400),
    ),
)
NANTERRE_STUDY = Edition(
    slug="budget-participatif-2",
    title="Budget participatif, 2ᵉ édition",
    question="Quels projets d’habitants pour améliorer la vie des quartiers ?",
    summary="Les projets sont déposés. Les services étudient chacun d’eux : est-ce possible, "
    "et combien cela coûte-t-il ? Les réponses arrivent au fil de l’étude.",
    easy_summary="Les habitants ont proposé des projets. La ville regarde ce qui est possible. "
    "Ensuite, tout le monde pourra voter.",
    description="### Le calendrier\n\nLa réponse à chaque projet est publiée avec son motif. Le "
    "vote s’ouvre après l’étude, en ligne et à l’Agora, la maison des initiatives citoyennes.",
    amount=500_000,
    published=-75,
    steps=(
        Step("submission", "Idées", -75, -26, "62 projets ont été déposés."),
        Step("review", "Étude", -25, 34),
        Step("voting", "Vote", 40, 61),
        Step("results", "Résultats", 66, 90),
        Step("works", "Travaux", 91, 460),
    ),
)
BUXEROLLES_IDEAS = Edition(
    slug="budget-participatif",
    title="Premier budget participatif",
    question="Que faire ensemble avec 30 000 € pour la commune ?",
    summary="Déposez votre projet en dix minutes : un titre, quelques phrases, un lieu. "
    "La commune étudie chaque projet, puis tout le monde vote.",
    easy_summary="La commune a 30 000 € pour vos idées. Écrivez ce que vous voulez changer.",
    description="### Quels projets\n\nUn équipement ou un aménagement, dans la commune, utile à "
    "tous. Pas de frais de fonctionnement.",
    amount=30_000,
    published=-20,
    steps=(
        Step("submission", "Idées", -20, 18),
        Step("review", "Étude", 19, 60),
        Step("voting", "Vote", 66, 86),
        Step("results", "Résultats", 90, 120),
        Step("works", "Travaux", 121, 420),
    ),
)


def day(number: int) -> datetime:
    """Midnight of a day counted from today."""
    return start_of_day(timezone.localdate() + timedelta(days=number))


def finished_in_rennes(city: CitySnapshot, random: Random) -> None:
    """The last edition, counted and published, without voters."""
    budget = projects.create(RENNES_FINISHED)
    districts = projects.districts_of(city.slug)
    used: Used = set()
    homes = [random.randrange(len(districts)) for _ in range(RENNES_ON_BALLOT)]
    held = election.hold(
        random,
        districts=homes,
        voters=RENNES_ONLINE + RENNES_PAPER,
        amount=budget.amount,
        winners=RENNES_WINNERS,
    )
    filed = [
        on_ballot(random, used, districts, cost, code, home)
        for code, (cost, home) in enumerate(zip(held.costs, homes, strict=True), 1)
    ]
    filed += [not_retained(random, used, districts) for _ in range(RENNES_FILED - len(filed))]
    written = projects.write(budget, filed, random, between=(day(-480), day(-420)))
    projects.discuss(written[:60], random, COMMENTS)
    copy_ballots(budget, written, held.ballots, random)
    publish(budget, closed=day(-238), published=day(-230) + timedelta(hours=18))


def open_in_rennes(city: CitySnapshot, random: Random) -> None:
    """This year's edition, whose vote is open; the demo's own accounts have not voted."""
    budget = projects.create(RENNES_OPEN)
    districts = projects.districts_of(city.slug)
    used: Used = set()
    costs = [1000 * random.choice(SMALL_COSTS) for _ in range(40)]
    filed = [
        on_ballot(random, used, districts, cost, code, code % len(districts))
        for code, cost in enumerate(costs, 1)
    ]
    filed += [not_retained(random, used, districts) for _ in range(24)]
    written = projects.write(budget, filed, random, between=(day(-190), day(-130)))
    projects.discuss(written[:18], random, COMMENTS)
    voters = list(User.objects.filter(email__startswith="resident-").order_by("pk"))
    voters = random.sample(voters, min(len(voters), 131))
    lists = [affordable(written[:40], budget.amount, random) for _ in range(len(voters) + 46)]
    batches = batches_of(budget, (27, 19), day(-3))
    now = timezone.now()
    ballots = [
        Ballot(budget=budget, voter=voter, cast_at=day(-12) + (now - day(-12)) * random.random())
        for voter in voters
    ]
    ballots += [
        Ballot(budget=budget, batch=batch, channel=Channel.PAPER, cast_at=batch.entered_at)
        for batch in batches
        for _ in range(batch.ballot_count)
    ]
    Ballot.objects.bulk_create(ballots)
    BallotChoice.objects.bulk_create(
        BallotChoice(ballot=ballot, project=project)
        for ballot, chosen in zip(ballots, lists, strict=True)
        for project in chosen
    )


def affordable(candidates: list[Project], amount: int, random: Random) -> list[Project]:
    """Some projects that fit together; early numbers a little more often."""
    left = amount
    chosen: list[Project] = []
    wanted = random.randint(1, 6)
    for project in random.sample(candidates, len(candidates)):
        cost = project.cost or 0
        likes = random.random() < 0.75 - 0.01 * (project.code or 0)
        if likes and cost <= left and len(chosen) < wanted:
            chosen.append(project)
            left -= cost
    return chosen or [min(candidates, key=lambda project: project.cost or 0)]


def study_in_nanterre(city: CitySnapshot, random: Random) -> None:
    """Filed projects of which some are decided."""
    budget = projects.create(NANTERRE_STUDY)
    filed = fresh(city, random, 62)
    for place, one in enumerate(filed):
        if place % 3 == 1:
            one.state, one.cost = ProjectState.ADMISSIBLE, 1000 * random.randint(8, 120)
        elif place % 5 == 2:
            one.state, one.reason = ProjectState.NOT_RETAINED, projects.refused(random)
    written = projects.write(budget, filed, random, between=(day(-75), day(-26)))
    projects.support(written, random)
    projects.discuss(written[:24], random, COMMENTS)


def ideas_in_buxerolles(city: CitySnapshot, random: Random) -> None:
    """A small call for ideas that is open today."""
    budget = projects.create(BUXEROLLES_IDEAS)
    written = projects.write(
        budget, fresh(city, random, 17), random, between=(day(-19), timezone.now())
    )
    projects.support(written, random)
    projects.discuss(written[:9], random, COMMENTS)


def fresh(city: CitySnapshot, random: Random, count: int) -> list[Filed]:
    """Projects nobody has looked at yet; small towns ask for small things."""
    districts = projects.districts_of(city.slug)
    highest = 60 if (city.population or 0) < 20_000 else 300
    found: list[Filed] = []
    for idea, street in projects.places(random):
        if idea.high <= highest and len(found) < count:
            district = projects.district_of(street, districts)
            found.append(Filed(idea, street, district, ProjectState.SUBMITTED))
    return found


def on_ballot(
    random: Random, used: Used, districts: list[District], cost: int, code: int, home: int
) -> Filed:
    """A project put to the vote, in a street of its district."""
    streets = projects.streets_of(home, len(districts))
    idea, street = projects.fitting(random, used, cost, streets)
    district = projects.district_of(street, districts)
    reason = projects.note(random)
    return Filed(idea, street, district, ProjectState.FEASIBLE, cost, code, reason)


def not_retained(random: Random, used: Used, districts: list[District]) -> Filed:
    """A project that the town cannot build."""
    idea = random.choice(IDEAS)
    cost = 1000 * random.randint(idea.low, idea.high)
    idea, street = projects.fitting(random, used, cost, STREETS)
    district = projects.district_of(street, districts)
    reason = projects.refused(random)
    return Filed(idea, street, district, ProjectState.NOT_RETAINED, reason=reason)


def batches_of(budget: Budget, counts: tuple[int, ...], entered: datetime) -> list[PaperBatch]:
    """Boxes and how many ballots were in them."""
    batches = PaperBatch.objects.bulk_create(
        PaperBatch(budget=budget, place=place, ballot_count=count)
        for place, count in zip(BOXES, counts, strict=False)
    )
    for batch in batches:
        batch.entered_at = entered
    PaperBatch.objects.bulk_update(batches, ["entered_at"])
    return batches


def copy_ballots(
    budget: Budget, written: list[Project], lists: list[list[int]], random: Random
) -> None:
    """Thousands of ballots by COPY; their times are days, as after any publication."""
    share, rest = divmod(RENNES_PAPER, len(BOXES))
    counts = tuple(share + (place < rest) for place in range(len(BOXES)))
    batches = batches_of(budget, counts, day(-240))
    boxes = [batch.pk for batch in batches for _ in range(batch.ballot_count)]
    days = [day(number).isoformat() for number in range(-260, -238)]
    ballots, choices = [], []
    for place, chosen in enumerate(lists):
        key = UUID(int=random.getrandbits(128), version=4)
        box = boxes[place - RENNES_ONLINE] if place >= RENNES_ONLINE else None
        channel, cast = ("paper", days[-1]) if box else ("online", random.choice(days))
        fields = (key, budget.pk, box or NULL, channel, code(random), cast)
        ballots.append("\t".join(map(str, fields)) + "\n")
        for index in chosen:
            row = UUID(int=random.getrandbits(128), version=4)
            choices.append(f"{row}\t{key}\t{written[index].pk}\n")
    columns = "id, budget_id, batch_id, channel, receipt, cast_at"
    copy(f"COPY budgets_ballot ({columns}) FROM STDIN", ballots)
    copy("COPY budgets_ballotchoice (id, ballot_id, project_id) FROM STDIN", choices)


def copy(statement: str, lines: list[str]) -> None:
    """Send rows in PostgreSQL's text format."""
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as stream:
        stream.write("".join(lines))


def code(random: Random) -> str:
    """A receipt; drawn from the town's own random numbers, so that the demo repeats itself."""
    letters = random.choices(RECEIPT_ALPHABET, k=RECEIPT_GROUP * RECEIPT_GROUPS)
    groups = range(0, len(letters), RECEIPT_GROUP)
    return "-".join("".join(letters[start : start + RECEIPT_GROUP]) for start in groups)


def publish(budget: Budget, *, closed: datetime, published: datetime) -> None:
    """Count the ballots with the real rule and publish, at moments of the past."""
    count = counted(budget)
    budget.closed_at = closed
    budget.counted_at = budget.results_published_at = published
    budget.count = count.as_json()
    budget.save()
    Project.objects.bulk_update(
        [
            Project(pk=step.project, vote_count=step.votes, rank=step.rank, is_winner=step.is_taken)
            for step in count.steps
        ],
        ["vote_count", "rank", "is_winner"],
    )
