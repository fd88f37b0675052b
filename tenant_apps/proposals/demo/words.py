"""Comments, replies and official answers; what people say of ideas is put together from parts."""

FOR = (
    "Très bonne idée",
    "Je suis pour",
    "Oui, et vite",
    "C’est exactement ce qui manque",
    "Je soutiens cette idée",
    "Entièrement d’accord",
    "Merci de l’avoir écrit",
    "On en parle entre voisins depuis longtemps",
)
AGAINST = (
    "Je ne suis pas convaincu",
    "Je suis plutôt contre",
    "L’intention est bonne, mais",
    "Je crains que ce soit une fausse bonne idée",
    "Pas ici",
)
NEUTRAL = (
    "Une question",
    "À préciser",
    "Je vois l’intérêt",
    "Je n’ai pas d’avis tranché",
    "Il faudrait regarder de plus près",
)
REASONS_FOR = (
    "mes enfants en profiteraient dès demain.",
    "j’y passe tous les jours et le besoin saute aux yeux.",
    "cela ne coûte pas cher pour ce que cela apporte.",
    "je suis prête à donner une demi-journée par mois.",
    "la commune d’à côté l’a fait et personne ne reviendrait en arrière.",
    "les personnes âgées de l’immeuble seront les premières contentes.",
    "en été surtout, la différence sera réelle.",
    "à condition de prévoir l’entretien dès le départ.",
    "cela donnerait enfin un lieu où se croiser.",
    "notre association peut aider à la mise en route.",
    "c’est concret et on peut commencer petit.",
    "j’ajouterais seulement un point d’eau.",
)
REASONS_AGAINST = (
    "le stationnement est déjà très difficile le soir.",
    "le bruit sous les fenêtres m’inquiète, surtout le week-end.",
    "il vaudrait mieux réparer d’abord ce qui existe.",
    "qui s’en occupera dans deux ans ?",
    "l’endroit choisi est trop étroit, il faudrait voir ailleurs.",
    "l’argent serait plus utile à l’école.",
)
REASONS_NEUTRAL = (
    "a-t-on une idée du coût par an ?",
    "est-ce que le terrain appartient bien à la ville ?",
    "que se passe-t-il en hiver ?",
    "peut-on faire un essai de trois mois avant de décider ?",
    "les riverains ont-ils été consultés ?",
    "y aura-t-il un accès pour les fauteuils et les poussettes ?",
    "je préférerais deux petits lieux plutôt qu’un grand.",
    "les horaires seront décisifs.",
)
REPLIES = (
    "C’est une vraie question. On pourrait demander au conseil de quartier.",
    "Je comprends, mais on peut trouver un horaire qui convienne à tout le monde.",
    "Merci pour la précision, je n’y avais pas pensé.",
    "J’ai posé la question en réunion publique : la réponse était plutôt encourageante.",
    "D’accord avec vous. Un essai permettrait de trancher.",
    "Bonne remarque. Je veux bien en parler autour d’un café.",
    "Dans ma rue, on a eu la même crainte et tout s’est bien passé.",
    "Vous avez raison sur le coût, mais l’entretien serait fait par des bénévoles.",
    "Il me semble que le terrain est communal, à vérifier.",
    "Très juste.",
    "Et si on commençait par un seul endroit ?",
    "Je vous rejoins sur le fond, pas sur le lieu.",
)
TOWN_REPLIES = (
    "Bonjour, le terrain est bien communal. Le service concerné regarde les réseaux enterrés.",
    "Bonjour, merci pour ces échanges. Une visite sur place est prévue le mois prochain.",
    "Bonjour, le coût d’entretien est estimé avec le service des espaces publics.",
)
ANSWERS: dict[str, tuple[str, ...]] = {
    "under_study": (
        "Merci pour cette idée. Elle est entre les mains des services techniques, qui vérifient "
        "les réseaux et l’accessibilité. **Réponse d’ici trois mois**, sur cette page.",
        "Votre idée rejoint une demande du conseil de quartier. Nous étudions les deux ensemble et "
        "organiserons une visite sur place.",
    ),
    "accepted": (
        "L’idée est retenue. Les travaux sont inscrits au budget de l’an prochain ; les riverains "
        "recevront un courrier avec les dates.",
        "Retenu, avec une adaptation : nous commençons par un lieu, puis nous faisons le point "
        "avec vous au bout de six mois.",
        "Nous sommes d’accord. La convention avec l’association est en préparation et sera "
        "soumise au prochain conseil municipal.",
    ),
    "in_progress": (
        "Le matériel est commandé. La pose est prévue dans les prochaines semaines, en deux "
        "matinées, sans coupure de circulation.",
        "Le chantier a commencé. Il durera six semaines ; le passage des piétons reste ouvert.",
    ),
    "done": (
        "C’est fait. Merci à l’auteur de l’idée et aux habitants qui ont participé aux ateliers. "
        "Un bilan sera publié ici dans un an.",
        "Réalisé. Coût final : un peu moins que prévu. Venez l’essayer et dites-nous ce qui peut "
        "être amélioré.",
    ),
    "not_retained": (
        "Nous ne pouvons pas retenir cette idée : le sous-sol est occupé par une conduite "
        "principale. Nous proposons d’étudier un autre lieu avec vous lors de la prochaine "
        "réunion de quartier.",
        "Cette compétence relève d’une autre collectivité. Nous lui avons transmis votre idée et "
        "publierons ici sa réponse.",
        "Le coût d’entretien est trop élevé au regard de l’usage attendu. Une solution plus "
        "légère reste possible : n’hésitez pas à déposer une nouvelle proposition.",
    ),
}
UNWANTED = (
    (
        "advertising",
        "Vends remorque à vélo, très bon état, livraison possible. Voir mon profil pour le prix.",
    ),
    (
        "personal_data",
        "Il suffit d’aller voir le monsieur du 14, deuxième étage, il est toujours là.",
    ),
    ("insult", "Encore une idée d’incapables, comme d’habitude."),
)
