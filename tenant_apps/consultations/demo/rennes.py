"""Rennes: getting around by bike in 2030; open."""

from tenant_apps.consultations.demo.writing import (
    BAD,
    MILD,
    SPLIT,
    Consultation,
    number,
    scale,
    several,
    single,
    usual_phases,
    words,
)

BIKE = Consultation(
    title="Se déplacer à vélo en 2030",
    question="Que faut-il changer pour que chacun puisse rouler à vélo sans crainte ?",
    summary="Un nouveau plan vélo est en préparation. Avant de l’écrire, la ville demande à celles "
    "et ceux qui roulent, et à celles et ceux qui n’osent pas, ce qui compte le plus.",
    easy_summary="La ville veut plus de vélos et moins de peur. Dites ce qui vous aide et ce qui "
    "vous gêne. Vous pouvez répondre même si vous ne faites pas de vélo.",
    description="""### Ce que le plan décidera

- les axes à aménager d’abord, d’ici à 2030
- le stationnement et l’entretien
- les services : prêt, réparation, apprentissage

### Ce qui ne se décide pas ici

Le tracé précis de chaque rue fera l’objet d’une rencontre avec ses riverains.
""",
    area="Toute la ville",
    phases=usual_phases(
        -16,
        12,
        explained="Dossier, carte des accidents et comptages des trois dernières années.",
        asked="Dix questions, trois minutes. Des exemplaires papier sont dans les maisons de "
        "quartier.",
    ),
    intro="""Vos réponses servent à écrire le **plan vélo 2030**, qui sera voté au printemps.

Répondez que vous rouliez tous les jours, jamais ou bientôt : ce qui vous retient nous intéresse \
autant que ce que vous aimez.""",
    thank_you="Les résultats seront publiés ici, avec les axes que la ville retient. "
    "Vous serez prévenu·e.",
    answers=346,
    asked=(
        single(
            "À quelle fréquence roulez-vous à vélo ?",
            {
                "Tous les jours ou presque": 34,
                "Quelques fois par semaine": 24,
                "Quelques fois par mois": 14,
                "Rarement": 15,
                "Jamais": 13,
            },
        ),
        number(
            "Quelle distance faites-vous un jour ordinaire, tous modes confondus ?",
            (0.5, 5, 32),
            unit="km",
            most=200,
            places=1,
            answered=86,
        ),
        several(
            "Qu’est-ce qui vous retient le plus ?",
            {
                "Les voitures trop proches ou trop rapides": 58,
                "Le vol": 33,
                "Les carrefours": 41,
                "La pluie": 22,
                "Les trajets avec des enfants": 19,
                "Rien": 9,
            },
            most=3,
        ),
        scale(
            "Vous sentez-vous en sécurité à vélo aujourd’hui ?", "pas du tout", "tout à fait", BAD
        ),
        several(
            "Que faut-il faire d’abord ?",
            {
                "Des pistes séparées sur les grands axes": 64,
                "Des rues à 30 km/h": 29,
                "Des carrefours plus sûrs": 47,
                "Du stationnement surveillé": 31,
                "Des vélos en prêt de longue durée": 14,
            },
            most=2,
        ),
        single(
            "Accepteriez-vous de perdre des places de stationnement dans votre rue ?",
            {
                "Oui": 41,
                "Oui, si des places restent pour les personnes à mobilité réduite": 30,
                "Non": 21,
                "Je ne sais pas": 8,
            },
        ),
        scale("Le stationnement des vélos vous convient-il ?", "pas du tout", "tout à fait", MILD),
        number(
            "Combien de vélos y a-t-il chez vous ?", (0, 2, 7), unit="vélos", most=20, answered=90
        ),
        scale(
            "Seriez-vous prêt·e à laisser la voiture un jour de plus par semaine ?",
            "non",
            "oui, sans hésiter",
            SPLIT,
            help_text="Si vous n’avez pas de voiture, répondez pour votre foyer.",
        ),
        words(
            "Un endroit précis à améliorer ? Racontez.",
            (
                "Au carrefour près de la gare,",
                "Sur le boulevard, côté canal,",
                "Devant l’école,",
                "Entre la place et le métro,",
                "Le long de la rocade,",
                "À la sortie du pont,",
                "Dans la montée vers l’hôpital,",
                "Rue du marché,",
            ),
            (
                "la piste s’arrête d’un coup et on se retrouve au milieu des voitures.",
                "le feu est trop court pour traverser avec des enfants.",
                "les racines ont soulevé le revêtement.",
                "on ne voit rien le soir, il manque de l’éclairage.",
                "les livraisons se garent sur la bande cyclable.",
                "il faudrait des arceaux, on attache nos vélos aux barrières.",
                "le sas vélo est toujours occupé.",
                "c’est bien depuis les travaux, merci.",
                "les piétons et les vélos se gênent, il faudrait séparer.",
            ),
            answered=38,
        ),
    ),
)

CONSULTATIONS = (BIKE,)
