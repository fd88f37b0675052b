"""Buxerolles: a small questionnaire without a process; open."""

from tenant_apps.consultations.demo.writing import (
    GOOD,
    Consultation,
    number,
    scale,
    several,
    single,
    words,
)

SOLAR = Consultation(
    title="Le soleil sur nos toits, et après ?",
    intro="Les premiers panneaux produisent depuis l’été, financés par 27 habitant·es. "
    "**Faut-il continuer, et où ?**",
    thank_you="Le conseil municipal lira vos réponses à sa prochaine séance.",
    answers=41,
    days=(-11, 17),
    asked=(
        single(
            "Quel toit équiper ensuite ?",
            {"L’école": 44, "Le gymnase": 33, "La salle des fêtes": 23},
        ),
        scale("Le projet vous paraît-il bien expliqué ?", "pas du tout", "tout à fait", GOOD),
        several(
            "Comment aimeriez-vous participer ?",
            {
                "Prêter une petite somme": 34,
                "Donner": 17,
                "Aider au suivi": 22,
                "Être tenu·e au courant": 61,
            },
        ),
        number(
            "À partir de combien d’euros trouveriez-vous normal de participer ?",
            (0, 50, 400),
            unit="€",
            most=10_000,
            answered=63,
        ),
        words(
            "Une idée, une question ?",
            ("Bravo pour le premier toit.", "J’étais réservé au début.", "Merci de demander."),
            (
                "Peut-on voir la production en direct ?",
                "L’école d’abord, pour les enfants.",
                "Attention à l’ombre des platanes.",
                "Pourquoi pas le parking ?",
            ),
            answered=44,
        ),
    ),
)

CONSULTATIONS = (SOLAR,)
