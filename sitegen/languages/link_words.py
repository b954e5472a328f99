"""Words of a link that say nothing of where it leads, by language; small letters, without accents and signs."""

from __future__ import annotations

from collections.abc import Mapping

LINK_WORDS: Mapping[str, frozenset[str]] = {
    "el": frozenset(
        "εδω, πατηστε εδω, πατα εδω, κανε κλικ εδω, κλικ εδω, δειτε εδω, περισσοτερα, διαβαστε περισσοτερα, δειτε "
        "περισσοτερα, συνεχεια, συνδεσμος, αυτος ο συνδεσμος, στον συνδεσμο, αυτη η σελιδα, αυτη τη σελιδα, αυτον "
        "τον συνδεσμο, λινκ".split(", ")
    ),
    "en": frozenset(
        "here, click here, press here, tap here, see here, click, more, read more, learn more, see more, find out "
        "more, more info, more information, link, this link, the link, this page, this site, this website, "
        "website, continue, go".split(", ")
    ),
    "ar": frozenset(
        "هنا, اضغط هنا, انقر هنا, اضغطوا هنا, من هنا, المزيد, اقرا المزيد, للمزيد, لمزيد من المعلومات, الرابط, "
        "هذا الرابط, رابط, هذه الصفحة, على هذا الرابط".split(", ")
    ),
    "fa": frozenset(
        "اینجا, این جا, اینجا کلیک کنید, اینجا را کلیک کنید, کلیک کنید, بیشتر, بیشتر بخوانید, ادامه, ادامه مطلب, "
        "اطلاعات بیشتر, لینک, این لینک, این پیوند, پیوند, این صفحه, این سایت".split(", ")
    ),
}
