"""The plugin's own sentences, so that tests do not repeat them."""

import re

ENGLISH = "en-US"
_PLACEHOLDER = re.compile(r"\{\w+(?::[^{}]*)?\}")


class Texts:
    """In the language that OBS speaks."""

    def __init__(self, data, language=ENGLISH):
        self._english = _read(data / "locale" / f"{ENGLISH}.ini")
        self._texts = _read(data / "locale" / f"{language}.ini")

    def __getitem__(self, key):
        return self._texts[key]

    def pattern(self, key):
        """Matches the sentence whatever its {placeholders} hold."""
        parts = _PLACEHOLDER.split(self._texts[key])
        return re.compile(".*".join(re.escape(part) for part in parts), re.DOTALL)

    def names_of(self, label):
        """What a widget may be called that is called so in English: several texts can have the same words. OBS's own
        widgets keep their name."""
        return {label, *(self._texts[key] for key, words in self._english.items() if words == label)}


def _read(file):
    texts = {}
    for line in file.read_text().splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith(("#", ";")):
            text = value.strip()
            if text.startswith('"') and text.endswith('"'):
                text = text[1:-1]
            texts[key.strip()] = text.replace('\\"', '"').replace("\\n", "\n")
    return texts
