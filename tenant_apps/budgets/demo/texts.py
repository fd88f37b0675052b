"""Words of the demo's projects: what residents ask for, where, and why the town said no."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Idea:
    """A kind of project; its cost lies between `low` and `high` thousand euros."""

    low: int
    high: int
    title: str
    body: str


IDEAS = (
    # up to 20,000 euros
    Idea(
        5,
        12,
        "Une boîte à dons, {at}",
        "Une armoire en bois où chacun laisse ce qui peut encore servir et prend ce "
        "dont il a besoin. Une association du quartier la range chaque semaine.",
    ),
    Idea(
        5,
        10,
        "Une boîte à livres, {at}",
        "Une cabane à livres à deux hauteurs, pour les grands et pour les petits, "
        "fabriquée par l’atelier d’insertion.",
    ),
    Idea(
        5,
        14,
        "Des nichoirs et un hôtel à insectes, {at}",
        "Vingt nichoirs, un hôtel à insectes et des panneaux réalisés avec les écoles "
        "pour comprendre qui habite là.",
    ),
    Idea(
        6,
        15,
        "Un composteur partagé, {at}",
        "Trois bacs, un abri et une formation pour les référents. Le compost sert aux "
        "plantations du quartier.",
    ),
    Idea(
        6,
        16,
        "Des bancs à l’ombre, {at}",
        "Six bancs avec accoudoirs, à moins de cent mètres les uns des autres, pour que "
        "les plus âgés puissent faire une pause.",
    ),
    Idea(
        8,
        18,
        "Une fontaine à boire, {at}",
        "De l’eau potable toute l’année, une vasque basse pour les enfants et une "
        "écuelle pour les chiens.",
    ),
    Idea(
        8,
        20,
        "Des arceaux à vélos, {at}",
        "Trente places pour attacher son vélo par le cadre, dont cinq pour les "
        "vélos-cargos, devant les commerces et l’arrêt de bus.",
    ),
    Idea(
        9,
        20,
        "Des tables de pique-nique, {at}",
        "Quatre grandes tables accessibles en fauteuil, deux damiers gravés et des "
        "poubelles de tri.",
    ),
    Idea(
        10,
        20,
        "Une fresque, {at}",
        "Un mur aveugle peint avec les habitants, après trois ateliers ouverts à tous "
        "pour choisir le dessin.",
    ),
    # up to 60,000 euros
    Idea(
        15,
        40,
        "Un verger ouvert, {at}",
        "Quarante arbres fruitiers de variétés anciennes, plantés avec les écoles. La "
        "cueillette est libre et partagée.",
    ),
    Idea(
        18,
        45,
        "Un jardin partagé, {at}",
        "Douze parcelles, un composteur, une cuve d’eau de pluie et un cabanon. Une "
        "association d’habitants l’anime.",
    ),
    Idea(
        18,
        40,
        "Un terrain de pétanque, {at}",
        "Quatre pistes éclairées, des bancs et un tableau de scores. Un lieu pour se "
        "retrouver le soir.",
    ),
    Idea(
        20,
        55,
        "Un parcours sportif, {at}",
        "Huit agrès en bois pour tous les âges, avec des exercices expliqués et un sol souple.",
    ),
    Idea(
        20,
        50,
        "Un abri à vélos fermé, {at}",
        "Vingt places à l’abri de la pluie et du vol, avec une station de gonflage et "
        "de réparation.",
    ),
    Idea(
        22,
        60,
        "Une mare pédagogique, {at}",
        "Une mare et sa prairie, un ponton accessible et des sorties nature au fil des saisons.",
    ),
    Idea(
        25,
        60,
        "Des toilettes publiques, {at}",
        "Des toilettes gratuites, accessibles et nettoyées deux fois par jour, là où il "
        "n’y en a aucune.",
    ),
    Idea(
        25,
        60,
        "Une boîte à partage d’outils, {at}",
        "Un local où emprunter perceuse, échelle ou remorque, tenu par des bénévoles "
        "deux soirs par semaine.",
    ),
    Idea(
        30,
        60,
        "Des rues à jardiner, {at}",
        "Des pieds d’arbres et des façades plantés par les habitants, avec la terre, "
        "les plants et les conseils de la ville.",
    ),
    # up to 150,000 euros
    Idea(
        45,
        110,
        "Une aire de jeux pour tous, {at}",
        "Des jeux que les enfants avec et sans handicap partagent, un sol souple, de "
        "l’ombre et une clôture basse.",
    ),
    Idea(
        50,
        120,
        "Un îlot de fraîcheur, {at}",
        "Du goudron retiré, des arbres de plein sol, des brumisateurs et des assises à "
        "l’ombre pour les jours de canicule.",
    ),
    Idea(
        55,
        130,
        "Une traversée sûre, {at}",
        "Un plateau surélevé, un éclairage du passage piéton et des trottoirs élargis "
        "sur le chemin de l’école.",
    ),
    Idea(
        60,
        140,
        "Rénover le terrain de sport, {at}",
        "Un nouveau sol, deux paniers, un éclairage économe et des gradins en bois pour "
        "jouer et regarder.",
    ),
    Idea(
        60,
        150,
        "Un potager sur le toit, {at}",
        "Six cents mètres carrés de cultures, un ascenseur accessible et des paniers "
        "pour l’épicerie solidaire.",
    ),
    Idea(
        70,
        150,
        "Un café associatif, {at}",
        "Un rez-de-chaussée vide aménagé en lieu de rencontre, avec une cuisine "
        "partagée et une terrasse.",
    ),
    Idea(
        70,
        150,
        "Un éclairage doux sur le chemin, {at}",
        "Des lampes qui s’allument au passage, pour rentrer tranquille sans éblouir la faune.",
    ),
    # up to 300,000 euros
    Idea(
        110,
        260,
        "Rénover le jardin public, {at}",
        "Des bancs, des arbres, un sol qui boit la pluie, des jeux pour les plus petits "
        "et une pelouse où s’étendre.",
    ),
    Idea(
        120,
        280,
        "Une cour d’école plantée, {at}",
        "Une cour moins grise : arbres, copeaux, coins calmes et récupération de l’eau "
        "de pluie. Elle ouvre le samedi.",
    ),
    Idea(
        140,
        300,
        "Un nouveau skatepark, {at}",
        "Des modules en béton pour débuter et progresser, dessinés avec les jeunes du quartier.",
    ),
    Idea(
        150,
        300,
        "Une piste cyclable protégée, {at}",
        "Six cents mètres séparés des voitures, qui relient le collège, la piscine et "
        "la station de métro.",
    ),
    Idea(
        160,
        300,
        "Une maison des jeunes, {at}",
        "Un ancien local technique transformé en studio de répétition, salle d’étude et "
        "atelier vidéo.",
    ),
    # above
    Idea(
        240,
        480,
        "Transformer le carrefour, {at}",
        "Un carrefour rendu aux piétons : un marché couvert léger, des arbres, une "
        "fontaine et une scène pour l’été.",
    ),
    Idea(
        240,
        480,
        "Une passerelle pour piétons et vélos, {at}",
        "Un raccourci de quatre cents mètres entre deux quartiers que la voie ferrée sépare.",
    ),
    Idea(
        260,
        480,
        "Un terrain couvert, {at}",
        "Un toit sur le terrain de sport, avec des panneaux solaires, pour jouer aussi "
        "quand il pleut.",
    ),
    Idea(
        260,
        480,
        "Une baignade d’été, {at}",
        "Un bassin naturel surveillé, des vestiaires et une plage de bois ouverts deux "
        "mois par an.",
    ),
)
WHY = (
    "Nous avons frappé à toutes les portes du voisinage : soixante personnes ont signé.",
    "L’idée est née à la fête de quartier et le conseil de quartier la soutient.",
    "Les enfants de l’école ont dessiné le plan, il est affiché dans le hall.",
    "Aujourd’hui, il n’y a rien de tel à moins de vingt minutes à pied.",
    "Un groupe d’habitants est prêt à s’en occuper avec la ville.",
    "Deux associations du quartier le demandent depuis plusieurs années.",
    "Le lieu est triste et peu sûr le soir : ce projet lui rendrait de la vie.",
    "Un projet semblable marche bien dans une ville voisine.",
)
STREETS = (
    "rue des Tilleuls", "rue du Moulin", "rue de la Fontaine", "allée des Charmes",
    "square des Lavandières", "place du Vieux-Puits", "rue des Tanneurs", "rue du Four-Banal",
    "allée des Noisetiers", "rue des Jardiniers", "rue de la Passerelle", "mail des Érables",
    "rue du Pressoir", "cour des Imprimeurs", "rue des Hirondelles", "rue de l’Abreuvoir",
    "square des Mésanges", "rue des Cordiers", "place de la Forge", "rue du Chant-des-Oiseaux",
    "allée du Verger", "rue des Trois-Ponts", "rue des Bateliers", "mail des Platanes",
    "rue du Lavoir", "place des Marronniers", "rue de la Tuilerie", "rue des Potiers",
    "square du Kiosque", "rue des Glycines", "allée des Cerisiers", "rue de la Halte",
    "rue du Petit-Bois", "rue des Maraîchers", "place du Lin", "rue de l’Écluse",
    "rue des Fileuses", "allée des Aulnes", "rue du Belvédère", "cour des Menuisiers",
)  # fmt: skip
DISTRICTS = {
    "rennes": (
        "Centre", "Thabor – Saint-Hélier", "Bourg-l’Évêque – La Touche", "Nord – Saint-Martin",
        "Maurepas – Bellangerais", "Jeanne-d’Arc – Longs-Champs", "Francisco-Ferrer – Poterie",
        "Sud-Gare", "Cleunay – Arsenal-Redon", "Villejean – Beauregard", "Le Blosne", "Bréquigny",
    ),
    "nanterre": (
        "Centre", "Chemin-de-l’Île", "Parc", "Petit-Nanterre", "Plateau – Mont-Valérien",
        "République", "Université", "Vieux-Pont",
    ),
    "buxerolles": ("Bourg", "Planty", "Vallée du Clain", "Valvert"),
}  # fmt: skip
REASONS = (
    "Le terrain n’appartient pas à la ville et son propriétaire n’a pas donné son accord.",
    "Ce projet relève d’une autre collectivité. Nous lui avons transmis la demande.",
    "Des travaux déjà votés couvrent ce besoin : ils commencent dans l’année.",
    "Le coût estimé dépasse le plafond d’un projet.",
    "Le sous-sol (réseaux de chaleur et d’eau) ne permet pas de planter à cet endroit.",
    "Un projet presque identique a été déposé : ils ont été réunis avec l’accord des auteurs.",
    "L’entretien demanderait plus de personnel que la ville ne peut en engager.",
    "L’accès des secours ne serait plus assuré.",
    "La demande porte sur le fonctionnement d’un service, et non sur un équipement.",
)
NOTES = (
    "Coût établi par les services avec l’auteur du projet. Entretien compris pour cinq ans.",
    "Faisable en dix-huit mois. L’emplacement exact sera fixé sur place avec les riverains.",
    "Faisable dans l’année qui suit le vote.",
    "Une étude des sols est comprise dans le coût.",
)
COMMENTS = (
    ("for", "Une très bonne idée pour le quartier, je passe là tous les jours avec mes enfants."),
    ("for", "Je soutiens. Pensez à l’éclairage le soir, s’il vous plaît."),
    ("neutral", "Qui s’occupera de l’entretien les premières années ?"),
    ("for", "Notre association peut aider à l’animer le samedi."),
    ("against", "Je crains le bruit sous nos fenêtres. Un horaire de fermeture serait bienvenu."),
    ("for", "Enfin un endroit où s’asseoir à l’ombre."),
    ("neutral", "Est-ce que ce sera accessible en fauteuil ?"),
    ("against", "Le coût me paraît élevé pour ce qui est proposé."),
)
BOXES = (
    "Hôtel de ville", "Bibliothèque centrale", "Maison de quartier Nord", "Maison de quartier Sud",
    "Marché du samedi", "Piscine municipale", "Maison des associations", "Gare",
    "Médiathèque de l’ouest", "Centre social de l’est", "Résidence pour aînés", "Mairie annexe",
)  # fmt: skip
