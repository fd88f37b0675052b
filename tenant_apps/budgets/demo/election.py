"""An invented election: ballots, then costs that make the count end with the wanted winners."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from tenant_apps.budgets.queries.count import Candidate, greedy

# A ballot holds at most 7 projects of at most 480,000 euros: always within 3,500,000.
MOST_CHOICES = 7
HIGHEST_COST = 480
LOWEST_COST = 5
SHARES = (0.12, 0.3, 0.5, 0.8, 1.0, 1.2, 1.5, 2.2)


@dataclass(frozen=True)
class Election:
    """Costs in euros and ballots, by place of the project in the list (0 is number 1)."""

    costs: list[int]
    ballots: list[list[int]]


def hold(
    random: Random, *, districts: Sequence[int], voters: int, amount: int, winners: int
) -> Election:
    """Deterministic for a state of `random`; tries again until the count gives `winners`."""
    while True:
        ballots = draw_ballots(random, districts, voters)
        votes = Counter(choice for ballot in ballots for choice in ballot)
        order = sorted(range(len(districts)), key=lambda place: (-votes[place], place))
        costs = [0] * len(districts)
        for place, cost in zip(order, draw_costs(random, len(order), amount, winners), strict=True):
            costs[place] = cost
        steps = greedy(
            amount,
            (
                Candidate(place, place + 1, cost, online=votes[place])
                for place, cost in enumerate(costs)
            ),
        )
        if sum(step.is_taken for step in steps) == winners:
            return Election(costs, ballots)


def draw_ballots(random: Random, districts: Sequence[int], voters: int) -> list[list[int]]:
    """Ballots in which half of the choices are of the voter's own district."""
    count = len(districts)
    weights = [random.lognormvariate(0, 0.75) for _ in districts]
    everywhere = list(accumulate(weights))
    near: dict[int, tuple[list[int], list[float]]] = {}
    for district in set(districts):
        places = [place for place in range(count) if districts[place] == district]
        near[district] = places, list(accumulate(weights[place] for place in places))
    homes = sorted(near)
    sizes = random.choices(
        range(1, MOST_CHOICES + 1), weights=(6, 12, 20, 20, 18, 13, 11), k=voters
    )
    ballots = []
    for size in sizes:
        places, close = near[homes[int(random.random() * len(homes))]]
        half = (size + 1) // 2
        chosen = random.choices(places, cum_weights=close, k=half)
        chosen += random.choices(range(count), cum_weights=everywhere, k=size - half)
        ballots.append(sorted(set(chosen)))
    return ballots


def draw_costs(random: Random, count: int, amount: int, winners: int) -> list[int]:
    """Costs in order of votes: as many fit as there shall be winners, and nothing after them.

    The last winner leaves less than the cheapest project costs. Close to the end some projects
    with many votes are too expensive for what is left.
    """
    left, taken, costs = amount, 0, []
    for _ in range(count):
        if taken == winners:
            costs.append(1000 * random.randint(LOWEST_COST, HIGHEST_COST // 2))
            continue
        if winners - taken <= 3 and left < 440_000 and random.random() < 0.55:
            costs.append(1000 * random.randint(left // 1000 + 2, HIGHEST_COST))
            continue
        last = taken == winners - 1
        share = random.choice(SHARES) * left / (winners - taken)
        cost = left // 1000 * 1000 - 2000 if last else round(share, -3)
        costs.append(min(max(int(cost), LOWEST_COST * 1000), HIGHEST_COST * 1000))
        left, taken = left - costs[-1], taken + 1
    return costs
