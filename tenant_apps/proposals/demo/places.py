"""What differs from town to town: how many ideas, where, and in which process."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Call:
    """A process that calls for ideas; days count from today."""

    slug: str
    title: str
    question: str
    summary: str
    easy_summary: str
    description: str
    share: float  # of the town's ideas
    starts_on_day: int


@dataclass(frozen=True)
class Town:
    """A town's ideas; places are districts (or communes) with their coordinates."""

    ideas: int
    places: tuple[tuple[str, float, float], ...]
    call: Call | None = None
    uses_plan: bool = False


TOWNS: dict[str, Town] = {
    "rennes": Town(
        60,
        (
            ("Maurepas", 48.1255, -1.6625),
            ("Villejean", 48.1197, -1.7058),
            ("Cleunay", 48.1016, -1.7069),
            ("Le Blosne", 48.0866, -1.6576),
            ("Thabor", 48.1143, -1.6692),
            ("Beauregard", 48.1323, -1.7003),
            ("Sud-Gare", 48.0975, -1.6718),
            ("Bréquigny", 48.0892, -1.6918),
            ("La Poterie", 48.0868, -1.6432),
            ("Saint-Martin", 48.1218, -1.6806),
        ),
        Call(
            "rennes-a-l-ombre",
            "Rennes à l’ombre",
            "Où faut-il de la fraîcheur en premier ?",
            "Bancs, arbres, eau, cours d’école : les habitants ont proposé des lieux à rafraîchir. "
            "Les services les étudient et répondent à chaque idée.",
            "Il fait de plus en plus chaud en ville. Les habitants ont proposé des idées. "
            "La ville les lit et répond.",
            "### Ce qui est demandé\n\nDes lieux précis, des aménagements simples, faisables en "
            "deux ans.\n\n### Ce que la ville s’engage à faire\n\nRépondre à chaque idée, dire "
            "pourquoi, et publier le calendrier de ce qui est retenu.",
            0.25,
            -50,
        ),
    ),
    "nanterre": Town(
        50,
        (
            ("Parc Sud", 48.8878, 2.2160),
            ("Petit-Nanterre", 48.9119, 2.2092),
            ("Chemin de l’Île", 48.9040, 2.1898),
            ("Vieux-Pont", 48.8967, 2.1983),
            ("Mont-Valérien", 48.8775, 2.2060),
            ("Plateau", 48.8812, 2.1963),
            ("Université", 48.9017, 2.2136),
            ("République", 48.8979, 2.2131),
        ),
        Call(
            "nanterre-pres-de-chez-moi",
            "Nanterre, près de chez moi",
            "Que changer à moins de dix minutes à pied de chez vous ?",
            "Un appel à idées ouvert à toutes et à tous, sans limite d’âge : de petits "
            "changements, tout près, qui rendent la vie plus simple.",
            "Que voulez-vous changer près de chez vous ? Écrivez votre idée. La ville vous répond.",
            "### Comment ça marche\n\n1. Vous déposez une idée, vous commentez et soutenez celles "
            "des autres.\n2. Les services étudient chaque idée.\n3. La ville répond, idée par "
            "idée, sur cette page.\n\nVous pouvez aussi déposer votre idée à l’Agora, avec l’aide "
            "d’un agent.",
            0.5,
            -20,
        ),
    ),
    "cahors": Town(
        24,
        (
            ("Cabessut", 44.4497, 1.4497),
            ("Terre-Rouge", 44.4601, 1.4415),
            ("Centre ancien", 44.4472, 1.4419),
            ("Saint-Georges", 44.4343, 1.4403),
            ("La Croix de Fer", 44.4573, 1.4347),
            ("Cabazat", 44.4531, 1.4312),
        ),
    ),
    "agen": Town(
        20,
        (
            ("Montanou", 44.2165, 0.6290),
            ("Tapie", 44.2069, 0.6331),
            ("Barleté", 44.1965, 0.6351),
            ("Centre", 44.2033, 0.6163),
            ("Rodrigues", 44.2121, 0.6227),
            ("Le Gravier", 44.2041, 0.6107),
        ),
    ),
    "buxerolles": Town(
        15,
        (
            ("Le Bourg", 46.5979, 0.3489),
            ("Le Planty", 46.6023, 0.3560),
            ("La Vallée Mouton", 46.5946, 0.3637),
            ("Les Castors", 46.5925, 0.3521),
        ),
    ),
    "mel": Town(
        30,
        (
            ("Roubaix", 50.6927, 3.1778),
            ("Tourcoing", 50.7239, 3.1612),
            ("Villeneuve-d’Ascq", 50.6190, 3.1440),
            ("Armentières", 50.6881, 2.8815),
            ("Lambersart", 50.6533, 3.0251),
            ("Wattrelos", 50.7011, 3.2164),
            ("Seclin", 50.5489, 3.0300),
            ("Comines", 50.7604, 3.0090),
            ("La Bassée", 50.5345, 2.8079),
            ("Halluin", 50.7833, 3.1250),
            ("Haubourdin", 50.6094, 2.9866),
            ("Quesnoy-sur-Deûle", 50.7131, 3.0000),
            ("Marcq-en-Barœul", 50.6717, 3.0975),
            ("Loos", 50.6128, 3.0136),
            ("Templeuve", 50.5261, 3.1756),
        ),
        Call(
            "plui-vos-propositions",
            "Révision du PLUi : vos propositions",
            "Que doit changer le plan d’urbanisme dans votre commune ?",
            "Le plan local d’urbanisme de 95 communes est révisé. Chacun peut proposer un "
            "changement de règle, un lieu à protéger, un terrain à réserver.",
            "Le plan dit où l’on peut construire. Il va changer. Vous pouvez dire ce que vous "
            "voulez pour votre commune.",
            "### Avant de proposer\n\nIndiquez la commune et le lieu. Une proposition peut "
            "demander de protéger, de construire, de relier ou d’interdire.\n\n### "
            "Ensuite\n\nChaque proposition est étudiée avec la commune ; la réponse est publiée "
            "sur sa page.",
            1.0,
            -30,
        ),
        uses_plan=True,
    ),
}
