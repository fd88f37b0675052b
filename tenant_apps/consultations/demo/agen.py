"""Agen: getting around; over, results published, so that its answers are open data."""

from tenant_apps.consultations.demo.writing import (
    MILD,
    Consultation,
    number,
    scale,
    several,
    single,
    usual_phases,
    words,
)

MOBILITY = Consultation(
    title="Se déplacer dans Agen",
    question="Bus, marche, stationnement : qu’est-ce qui vous simplifierait la ville ?",
    summary="136 personnes ont décrit leurs trajets. Les réponses sont publiées, ligne par "
    "ligne et sans nom.",
    easy_summary="La ville a demandé comment vous vous déplacez. Vous pouvez lire les réponses.",
    area="Toute la ville",
    phases=usual_phases(
        -88,
        -60,
        explained="Les comptages et l’offre de bus, en données ouvertes.",
        outcome="Une navette de plus le samedi et une carte des places réservées, mise à jour "
        "chaque mois.",
    ),
    intro="Six questions sur vos trajets. **Les réponses seront publiées en données ouvertes**, "
    "sans nom et sans texte libre.",
    thank_you="Merci. Le jeu de données sera publié avec les résultats.",
    answers=136,
    conclusion="""- La **marche** est le premier mode de déplacement en centre-ville.
- Vous demandez surtout des **bus plus fréquents le samedi** : une navette est ajoutée.
- Toutes les réponses sont publiées : servez-vous-en, et dites-nous ce que vous en faites.""",
    published=31,
    asked=(
        single(
            "Comment venez-vous le plus souvent en centre-ville ?",
            {"À pied": 37, "En voiture": 31, "À vélo": 16, "En bus": 16},
        ),
        several(
            "Qu’est-ce qui vous aiderait ?",
            {
                "Des bus plus fréquents le samedi": 49,
                "Des trottoirs plus larges": 36,
                "Des places réservées mieux signalées": 27,
                "Des pistes cyclables continues": 34,
            },
            most=2,
        ),
        scale("Se déplacer à pied est-il agréable ?", "pas du tout", "tout à fait", MILD),
        number(
            "Combien de minutes dure votre trajet ?", (2, 14, 50), unit="min", most=240, answered=94
        ),
        single(
            "Avez-vous besoin d’une place réservée aux personnes handicapées ?",
            {"Oui": 9, "Parfois": 8, "Non": 83},
            required=False,
            answered=91,
        ),
        words(
            "Une donnée qui vous manque ?",
            ("Je cherche", "Il me manque", "J’aimerais trouver"),
            (
                "les places réservées par rue.",
                "les horaires de bus en temps réel.",
                "les travaux de la semaine.",
                "les comptages de vélos.",
            ),
            answered=30,
            long=False,
        ),
    ),
)

CONSULTATIONS = (MOBILITY,)
