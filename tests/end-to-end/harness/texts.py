"""The plugin's own sentences, so that tests do not repeat them."""

import re


class Texts:
    def __init__(self, data):
        self._texts = {}
        for line in (data / "locale" / "en-US.ini").read_text().splitlines():
            key, equals, value = line.partition("=")
            if equals and not line.startswith(("#", ";")):
                text = value.strip()
                if text.startswith('"') and text.endswith('"'):
                    text = text[1:-1]
                self._texts[key.strip()] = text.replace('\\"', '"').replace("\\n", "\n")

    def __getitem__(self, key):
        return self._texts[key]

    def pattern(self, key):
        """Matches the sentence whatever its {placeholders} hold."""
        parts = re.split(r"\{\w+\}", self._texts[key])
        return re.compile(".*".join(re.escape(part) for part in parts), re.DOTALL)
