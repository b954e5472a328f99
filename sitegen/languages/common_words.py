"""The commonest small words of languages that share a script: by them a text tells which of them it is in."""

from __future__ import annotations

from collections.abc import Mapping

#: Words that two of the languages write are left out. Hardly a sentence of ten words has none of its own.
COMMON_WORDS: Mapping[str, frozenset[str]] = {
    "ar": frozenset(
        "في إلى على أن عن مع هذا هذه التي الذي لا لم لن هو هي أو إذا كل قبل عند حتى لك يمكنك أنت نحن هل ثم بين "
        "كان يكون ليس وفي ومن ولا إن".split()
    ),
    "fa": frozenset(
        "از به در را که این آن است برای با یا هم اگر شما نیست هست بود شود کنید دارد دارید خود تا پیش هر چه دارند "
        "کند باید یک آن‌ها می‌توانید می‌کند می‌شود".split()
    ),
    "ur": frozenset("کے کی کا میں ہے ہیں سے کو نے پر اور یہ وہ آپ نہیں کر کریں لیے ہو گا گی کیا جو".split()),
    "en": frozenset("the of and to you is are for with this that not can your have from they will if or be".split()),
    "fr": frozenset("le la les et est une vous pour dans que qui avec sur pas votre sont ou du au".split()),
    "de": frozenset("der die das und ist nicht sie mit für ein eine den von zu auf auch wenn oder im dem".split()),
}
