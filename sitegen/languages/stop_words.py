"""Words that a search passes over, by language: they stand in every question and tell nothing of what is wanted."""

from __future__ import annotations

from collections.abc import Mapping

#: Small words, and the verbs and openings of requests ("I need", "where can I find"). Not one that is
#: typed like a word which people look for: πολύ like πόλη, Arabic بس (but) like بس (bus) in Kabul.
STOP_WORDS: Mapping[str, frozenset[str]] = {
    "el": frozenset(
        "και το ο η τα των του της τη τις τους την τον οι για με σε στο στην στη στα στον στις στους από που πού πως "
        "πώς ένα ένας μια μία έναν είναι είμαι είστε έχω έχει έχετε έχουν θα να δεν μη μην μου σου σας μας ή αν όταν "
        "όπου όσο τι ποιος ποια ποιο ποιον κάποιος κάτι πριν μετά ως όλα όλοι κάθε αυτό αυτή μόνο και θέλω "
        "χρειάζομαι χρειάζεται χρειάζεστε μπορώ μπορεί μπορείτε βρω βρίσκω πάω κάνω κάνετε ψάχνω ξέρω γιατί τώρα "
        "σήμερα αύριο απόψε εδώ εκεί λίγο πάλι μήπως παρακαλώ for".split()
    ),
    "en": frozenset(
        "the a an and or of for to in on at with by from into is are am be was has have had do does did can could will "
        "would i you he she it we they my your his her our their me us them this that these those there if when while "
        "what which who whom whose where how why not no as so than then need want get find go may must also any all "
        "some someone cannot cant dont after before now today tonight tomorrow near know give take happen happened "
        "happens tell please very much many more other others still only just here about again".split()
    ),
    "ar": frozenset(
        "في من إلى على عن مع أو أنا أنت هو هي نحن هم هذا هذه ما ماذا كيف أين وين شو متى هل لا لم لن إن أن إذا الذي "
        "التي كل قبل بعد عند لك لي لديك لديها عندي بدي أريد احتاج أحتاج ممكن يمكن يمكنك يمكنني وما ومن وفي ولا هناك "
        "هنا فيه حتى ثم بين "
        "لمن منه منها إليه شخص كان يكون بدور الاقي بلاقي بقدر اليوم بكرا حدا شي كتير ليش ببلاش بلاش".split()
    ),
    "fa": frozenset(
        "از به در را که و با برای یا هم تا چه چی کجا کجاست چطور چگونه کدام من تو ما شما او آن این آنها اگر هر یک "
        "هیچ نه است هست هستم نیست بود شود می‌شود شد دارم دارد دارید دارند کند کنم کنید کنند می‌کند می‌کنند می‌کنم "
        "می‌توانم می‌توانید بگیرید می‌دهد می‌دهند می‌خواهم میخوام خواهم لازم خود دیگر پیش بعد وقتی کسی".split()
    ),
}
