"""Nanterre: one questionnaire open, one with its results, one to come."""

from tenant_apps.consultations.demo.writing import (
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

CANTEEN = Consultation(
    title="Bien manger à la cantine",
    question="Que veut-on voir dans l’assiette des enfants à la rentrée ?",
    summary="Le marché des cantines est renouvelé cette année. Parents, enfants, agents : vos "
    "réponses fixent les priorités du cahier des charges.",
    easy_summary="La ville va choisir qui prépare les repas des écoles. Elle demande ce qui est "
    "important pour vous. Les enfants peuvent répondre avec un adulte.",
    description="""### Ce qui est déjà décidé

Les repas restent préparés à Nanterre et le tarif ne change pas.

### Ce que vos réponses changent

La part de produits biologiques, le choix sans viande, la durée du repas et la place donnée aux \
enfants dans les menus.
""",
    area="Écoles de la ville",
    phases=usual_phases(
        -9,
        19,
        explained="Les menus, les coûts et la part de produits biologiques sont publiés.",
        asked="Huit questions. Les conseils d’école les posent aussi à voix haute.",
    ),
    intro="""Chaque jour, des milliers d’enfants déjeunent dans nos écoles.

Dites-nous ce qui compte pour vous : vos réponses seront lues en commission avec les parents élus, \
puis publiées ici.""",
    thank_you="La commission des menus lira vos réponses le mois prochain. Les résultats seront "
    "publiés ici.",
    answers=204,
    asked=(
        single(
            "Vous répondez en tant que",
            {
                "Parent": 71,
                "Enfant, avec un adulte": 11,
                "Agent d’une école": 9,
                "Autre habitant·e": 9,
            },
        ),
        scale("Les repas d’aujourd’hui vous plaisent-ils ?", "pas du tout", "beaucoup", MILD),
        several(
            "Qu’est-ce qui compte le plus ?",
            {
                "Des produits biologiques": 48,
                "Des produits de la région": 44,
                "Plus de choix sans viande": 29,
                "Moins de sucre": 26,
                "Des repas cuisinés le jour même": 51,
            },
            most=2,
        ),
        single(
            "Combien de repas sans viande par semaine ?",
            {"Aucun": 8, "Un": 33, "Deux": 38, "Trois ou plus": 21},
        ),
        number("Combien de minutes pour déjeuner ?", (20, 45, 75), unit="min", most=120),
        scale("Le bruit à la cantine est-il supportable ?", "non", "oui", MILD),
        single(
            "Faut-il que les enfants choisissent un menu par mois ?",
            {"Oui": 68, "Non": 17, "Sans avis": 15},
            required=False,
            answered=93,
        ),
        words(
            "Qu’aimeriez-vous ajouter ?",
            (
                "Mon enfant dit que",
                "À la maison on parle souvent du fait que",
                "Je travaille dans une école et je vois que",
                "Le plus important pour nous,",
                "Merci de poser la question :",
            ),
            (
                "les repas sont bons mais froids au deuxième service.",
                "on jette trop de pain.",
                "il faudrait plus de fruits mûrs.",
                "c’est le calme, plus que le menu.",
                "les légumes passent mieux quand ils sont expliqués.",
                "il manque du temps pour finir le dessert.",
                "le goûter pourrait venir de la même cuisine.",
            ),
            answered=27,
        ),
    ),
)

LIBRARY = Consultation(
    title="À quelles heures ouvrir la médiathèque ?",
    question="Le dimanche, le soir, entre midi et deux : quand en avez-vous besoin ?",
    summary="Trois heures d’ouverture de plus par semaine sont financées. Plus de 800 personnes "
    "ont dit quand elles en avaient besoin.",
    easy_summary="La médiathèque sera ouverte plus longtemps. Les habitants ont choisi le dimanche "
    "après-midi.",
    area="Toute la ville",
    phases=usual_phases(
        -112,
        -77,
        explained="Fréquentation heure par heure et coût d’une heure d’ouverture.",
        outcome="Ouverture le dimanche de 14 h à 17 h à partir de janvier, pour un an d’essai.",
    ),
    intro="Trois heures d’ouverture de plus par semaine sont financées. **Quand en avez-vous "
    "besoin ?**",
    thank_you="Merci. La décision sera prise avant la fin de l’année.",
    answers=812,
    conclusion="""Vous êtes **812 à avoir répondu**, c’est deux fois plus que lors de la dernière \
enquête.

- Le **dimanche après-midi** arrive nettement en tête : la médiathèque ouvrira de 14 h à 17 h à \
partir de janvier.
- La demande d’un **espace silencieux** est forte : la salle du deuxième étage lui sera réservée.
- Le soir attire surtout les étudiants. Nous ne pouvons pas tout faire cette année : la question \
sera posée à nouveau après un an d’essai.""",
    published=48,
    asked=(
        single(
            "Venez-vous à la médiathèque ?",
            {
                "Chaque semaine": 31,
                "Chaque mois": 29,
                "Quelques fois par an": 22,
                "Jamais": 18,
            },
        ),
        single(
            "Quel moment ajouter d’abord ?",
            {
                "Le dimanche après-midi": 47,
                "En semaine jusqu’à 21 h": 24,
                "Entre midi et deux": 17,
                "Le lundi matin": 12,
            },
        ),
        several(
            "Qu’y feriez-vous ?",
            {
                "Emprunter": 61,
                "Travailler au calme": 46,
                "Venir avec des enfants": 33,
                "Lire la presse": 17,
                "Utiliser un ordinateur": 21,
                "Assister à une rencontre": 19,
            },
        ),
        scale("Êtes-vous satisfait·e des horaires actuels ?", "pas du tout", "tout à fait", MILD),
        scale("Et de l’accueil ?", "pas du tout", "tout à fait", GOOD),
        number(
            "Combien de livres empruntez-vous par mois ?", (0, 3, 16), unit="livres", answered=91
        ),
        words(
            "Autre chose ?",
            ("Il faudrait", "J’aimerais beaucoup", "Ce serait bien d’avoir", "Pensez à"),
            (
                "un coin pour les tout-petits.",
                "davantage de bandes dessinées.",
                "des prises électriques.",
                "une salle vraiment silencieuse.",
                "une boîte de retour ouverte jour et nuit.",
                "des livres en gros caractères.",
                "des livres dans d’autres langues.",
            ),
            answered=31,
        ),
    ),
)

CANOPY = Consultation(
    title="Plan canopée : où planter d’abord ?",
    question="Quelles rues ont le plus besoin d’ombre ?",
    summary="Mille arbres seront plantés en trois hivers. Un questionnaire dira où commencer.",
    easy_summary="La ville va planter mille arbres. Bientôt, vous pourrez dire où il fait trop "
    "chaud.",
    area="Toute la ville",
    phases=usual_phases(
        13,
        41,
        explained="Carte des températures de l’été dernier et des sols où l’on peut planter.",
    ),
    intro="Mille arbres en trois hivers : **où commencer ?** La carte de la chaleur dit une "
    "chose, votre trajet quotidien en dit une autre.",
    thank_you="La carte des plantations sera présentée à l’Agora.",
    answers=0,
    asked=(
        single(
            "Où avez-vous le plus chaud l’été ?",
            {"Dans ma rue": 1, "À l’arrêt de bus": 1, "Dans la cour de l’école": 1, "Ailleurs": 1},
        ),
        scale("Votre rue est-elle assez ombragée ?", "pas du tout", "tout à fait"),
        several(
            "Quels arbres aimeriez-vous ?",
            {"De grands arbres d’ombre": 1, "Des fruitiers": 1, "Des arbres à fleurs": 1},
            most=2,
        ),
        single(
            "Une place de stationnement de moins pour un arbre de plus ?",
            {"Oui": 1, "Non": 1, "Cela dépend de l’endroit": 1},
        ),
        number("Combien de minutes marchez-vous par jour ?", (0, 25, 120), unit="min", most=600),
        words("Un lieu précis où planter ?", ("",), ("",), long=False),
    ),
)

CONSULTATIONS = (CANTEEN, LIBRARY, CANOPY)
