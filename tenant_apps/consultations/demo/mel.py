"""Métropole Européenne de Lille: revision of the local urban plan; open."""

from tenant_apps.consultations.demo.writing import (
    GOOD,
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

PLAN = Consultation(
    title="PLUi : habiter, se déplacer, préserver",
    question="Comment construire sans étaler la ville dans 95 communes ?",
    summary="Le plan local d’urbanisme intercommunal dit ce qui peut être construit, où et "
    "comment. Il est révisé en deux ans avec les 95 communes : ce questionnaire ouvre la "
    "concertation.",
    easy_summary="Un plan dit où l’on peut construire des maisons. Il va changer. "
    "La métropole demande l’avis de toutes les communes.",
    description="""### Le calendrier

Diagnostic cette année, règlement l’année prochaine, enquête publique ensuite.

### Les relais

Chaque commune a un relais en mairie. Un village mobile passe sur les marchés, avec des ateliers \
pour les enfants.
""",
    area="95 communes",
    phases=usual_phases(
        -24,
        37,
        explained="Le diagnostic, commune par commune, et un glossaire.",
        asked="Neuf questions, valables pour toutes les communes. Le village mobile les pose "
        "aussi sur les marchés.",
    ),
    intro="""Le **PLUi** décide pour quinze ans de ce qui se construit, se plante et se préserve.

Répondez pour votre commune : les réponses seront lues commune par commune.""",
    thank_you="Le bilan de cette première étape sera présenté dans chaque commune.",
    answers=418,
    asked=(
        single(
            "Où habitez-vous ?",
            {
                "Dans une grande ville de la métropole": 44,
                "Dans une petite ville": 31,
                "Dans un village": 19,
                "Hors de la métropole": 6,
            },
        ),
        single(
            "Depuis combien de temps ?",
            {"Moins de deux ans": 14, "Deux à dix ans": 35, "Plus de dix ans": 51},
        ),
        several(
            "Que faut-il préserver d’abord ?",
            {
                "Les terres agricoles": 52,
                "Les parcs et les bois": 47,
                "Le patrimoine bâti": 28,
                "Les commerces de centre": 37,
                "Les bords de l’eau": 24,
            },
            most=2,
        ),
        scale(
            "Construire plus haut pour s’étaler moins : êtes-vous d’accord ?",
            "pas du tout",
            "tout à fait",
            SPLIT,
        ),
        several(
            "Quels logements manquent dans votre commune ?",
            {
                "Des petits logements": 34,
                "Des logements familiaux": 39,
                "Des logements sociaux": 31,
                "Des logements adaptés au grand âge": 33,
                "Aucun": 8,
            },
        ),
        scale("Trouvez-vous à pied ce qu’il faut chaque jour ?", "jamais", "toujours", GOOD),
        number(
            "Combien de temps mettez-vous pour aller travailler ou étudier ?",
            (3, 28, 95),
            unit="min",
            most=240,
            answered=82,
        ),
        scale("Êtes-vous bien informé·e des projets près de chez vous ?", "non", "oui", MILD),
        words(
            "Un lieu à préserver ou à transformer ?",
            (
                "La friche près du canal :",
                "Le champ à l’entrée du village :",
                "La place de la mairie :",
                "L’ancienne usine :",
                "Le long de la voie ferrée :",
                "Autour de la station de métro :",
            ),
            (
                "gardons-en une part en nature.",
                "on y verrait bien des logements et un jardin.",
                "surtout pas de parking de plus.",
                "il faut des arbres avant l’été.",
                "un équipement pour les jeunes serait utile.",
                "c’est le seul endroit calme, ne construisez pas.",
                "un chemin à vélo relierait deux communes.",
            ),
            answered=34,
        ),
    ),
)

CONSULTATIONS = (PLAN,)
