"""Words that carry no subject: dropped from documents and from questions, unless a question has nothing else."""


def words_of(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


NORWEGIAN = words_of("""
    og i jeg det at en et den til er som på de med han av ikke der så var meg seg men ett har om vi min mitt ha
    hadde hun nå over da ved fra du ut sin dem oss opp man kan hans hvor eller hva skal selv sjøl her alle vil bli
    ble blitt kunne inn når være kom noen noe ville dere deres ja etter ned skulle denne for deg si sine sitt mot å
    hvorfor dette disse uten hvordan ingen din ditt blir samme hvilken hvilke hvilket sånn mellom vår vårt våre hver
    hvert hvem hvis både bare enn fordi før mange også slik vært begge siden mye mer mest få får fått gi gir gjør
    gjøre må måtte finnes fins finne mens blant annet andre gjennom under hos dersom slike hel hele helt kun jo nok
    innen innenfor utenfor utenom imellom ifølge rundt langs ettersom dermed derfor deretter likevel
    vel trenger trenge betyr bety handler handle fortell fortelle noens vite sier gå går hatt enkelte flere flest
""")
NYNORSK = words_of("""
    eg dei frå ein eit ei ikkje vere vera er korleis kva kven kvar kor nokon noko nokre me vi deira desse vart vore
    vorte dykk hjå så då ho sjølv mykje kvifor når eller som ved saman anna andre gjennom blir bli vert berre også
    òg skal skulle kunne kan må måtte få får fekk gje gjev gjer gjere finst finnast treng tyder fleire flest kvart
    slik slike eitt innan innanfor utanfor utanom imellom ifølgje medan difor likevel
""")
ENGLISH = words_of("""
    the a an of in on at to and or for with by is are was were be been being from as that this these those it its
    their they them has have had not but which when who whom whose how what why where do does did can could should
    would will may might must shall about into than then there here we you your our us i my me he she his her if so
    such also any some all between during without within using used use
""")
STOPWORDS = NORWEGIAN | NYNORSK | ENGLISH
# What people ask with, not what they ask for: «hva menes med …», «how does … work». Documents keep these words.
ASKING = words_of("""
    menes mener mene ment meiner meine meinast meint innebærer innebære inneber innebere forklar forklare forklarer
    forklarar forklaring forklares forklarast definer definere defineres definerast definisjon definisjonen
    betydning betydningen tyding tydinga fungerer fungere leter lete leitar leite leiter lurer lure lurar søker
    søke søkjer søkje kjenner kjenne finner finn
    mean means meant meaning explain explained define defined definition tell know looking find works
""")
