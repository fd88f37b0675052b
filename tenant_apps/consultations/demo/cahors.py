"""Cahors: cleanliness of public space; over, results published."""

from tenant_apps.consultations.demo.writing import (
    BAD,
    GOOD,
    MILD,
    Consultation,
    number,
    scale,
    several,
    single,
    usual_phases,
    words,
)

CLEANLINESS = Consultation(
    title="Propreté : ce que vous voyez dans la rue",
    question="Par où commencer pour que la ville soit plus propre ?",
    summary="Dépôts sauvages, corbeilles, herbes, chiens : 512 réponses ont dit où agir d’abord. "
    "Le service proximité a réorganisé ses tournées.",
    easy_summary="La ville a demandé ce qui salit le plus les rues. Les agents passent maintenant "
    "plus souvent là où c’est sale.",
    area="Toute la ville",
    phases=usual_phases(
        -96,
        -66,
        explained="Les signalements de l’année, rue par rue.",
        outcome="Deux agents de plus le samedi, quarante corbeilles déplacées, une tournée "
        "hebdomadaire des points de dépôt.",
    ),
    intro="Trois agents d’accueil et huit agents de terrain s’occupent chaque jour de la "
    "propreté. Dites-nous **ce que vous voyez**, pas seulement ce qui vous gêne.",
    thank_you="Merci. Vos réponses servent à refaire les tournées du service proximité.",
    answers=512,
    conclusion="""**512 réponses**, dont beaucoup très précises. Voici ce que nous changeons :

1. Les **dépôts sauvages** sont votre première préoccupation : les douze points les plus cités \
sont nettoyés chaque lundi.
2. Quarante **corbeilles** sont déplacées là où l’on marche, pas là où l’on se gare.
3. Le **samedi matin**, deux agents de plus après le marché.

Vous trouvez les agents joignables et rapides : ils vous remercient. Rendez-vous dans un an avec \
les mêmes questions.""",
    published=24,
    asked=(
        single(
            "Où habitez-vous ?",
            {
                "Centre ancien": 33,
                "Autre quartier de Cahors": 49,
                "Une commune voisine": 18,
            },
        ),
        scale("Votre rue est-elle propre ?", "très sale", "très propre", MILD),
        scale("Et le centre-ville ?", "très sale", "très propre", MILD),
        several(
            "Qu’est-ce qui salit le plus ?",
            {
                "Les dépôts sauvages": 62,
                "Les déjections de chiens": 48,
                "Les mégots": 39,
                "Les corbeilles pleines": 34,
                "Les herbes": 12,
                "Les affiches et les tags": 17,
            },
            most=3,
        ),
        single(
            "Avez-vous déjà signalé un problème ?",
            {
                "Oui, sur le portail": 21,
                "Oui, par téléphone": 18,
                "Oui, à un agent dans la rue": 14,
                "Non": 47,
            },
        ),
        scale(
            "Si oui, la réponse a-t-elle été rapide ?",
            "très lente",
            "très rapide",
            GOOD,
        ),
        scale("Y a-t-il assez de corbeilles ?", "non", "oui", BAD),
        number(
            "Combien de fois par an une équipe devrait-elle passer dans votre rue ?",
            (2, 24, 60),
            unit="fois",
            most=365,
            answered=78,
        ),
        words(
            "Un endroit où passer plus souvent ?",
            (
                "Derrière les halles,",
                "Au pied des remparts,",
                "Près des conteneurs de la place,",
                "Le long du Lot,",
                "Autour du collège,",
                "Sur le parking du stade,",
            ),
            (
                "les cartons restent tout le week-end.",
                "il y a du verre cassé presque chaque dimanche.",
                "les corbeilles débordent les jours de marché.",
                "c’est nettement mieux depuis cet été.",
                "il manque une corbeille près du banc.",
                "les mégots bouchent la grille d’eau de pluie.",
            ),
            answered=36,
        ),
    ),
)

CONSULTATIONS = (CLEANLINESS,)
