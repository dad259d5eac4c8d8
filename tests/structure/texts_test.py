#!/usr/bin/env python3
"""Every text is there, is used, and says in every language what it says in English: texts_test.py --source . [TEST]"""

import argparse
import pathlib
import re
import sys
import unittest

given = None  # the arguments

SOURCE = "en-US"
# And what Qt calls them, which is how Plural.cpp knows them.
LANGUAGES = {"de-DE": "German", "en-US": "English", "es-ES": "Spanish", "fr-FR": "French", "it-IT": "Italian",
             "ja-JP": "Japanese", "ko-KR": "Korean", "pt-BR": "Portuguese", "ru-RU": "Russian", "zh-CN": "Chinese"}

LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
PLACEHOLDER = re.compile(r"\{(\w+)(?::([^{}]*))?\}")

# OBS reads a line as key="text", with \" and \n in it. An empty text, another escape, or anything behind the last quote
# makes it read something else, or nothing from there on.
LINE = re.compile(r'([A-Za-z][\w.]*)="((?:[^"\\]|\\["n])+)"')

# Codes end up behind one of these. They are named in the arguments of functions that take one as `code`, in
# ErrorTable.cpp, and here.
KINDS = ("Error", "AutoPublish", "Check")
CODES = [
    r"(?:\.|->|\*)code = (?!json)([^;,}]*)",
    r"\bagainst = ([^;]*)",  # Composer_Posting.cpp
    r"\breview = (?:[^;\"]*\? )?(\"[^;]*)",
]

# Written as in English, or not words at all. Beside these, a language may leave nothing in English.
NAMES = {"Dock.Title", "Seen", "Settings.RedirectUri", "Settings.Scopes", "Settings.ClientKey", "Settings.ClientSecret",
         "Pace.Megabits", "Pace.MegabitsSuffix", "Edit.Seconds", "Job.Speed",
         "Caption.WordValue", "Unit.fps", "Unit.GB", "Unit.MB", "Unit.kB"}
THE_SAME = {
    "de-DE": {"History.Clip", "Mood.Problem", "AutoPublish.Replays", "Editor.Pause", "Caption.Hashtags", "Hashtags.Name",
              "Settings.PageClips"},
    "es-ES": {"History.Clip", "Caption.Hashtags", "Settings.PageClips"},
    "fr-FR": {"History.Clip", "Photos.Description", "Photos.Open", "AutoPublish.Replays", "Editor.Pause", "Job.Pause",
              "Check.resolution_fits", "Caption.Hashtags", "Word.Date", "Settings.PageClips", "Settings.Pages"},
    "it-IT": {"History.Clip", "History.Account", "Hosting.Password"},
    "pt-BR": {"AutoPublish.Replays", "Check.resolution_fits", "Caption.Hashtags"},
}

# TikTok's own, in quotation marks of its own.
STRAIGHT_QUOTES = {"Disclosure.PaidPartnership", "Disclosure.PromotionalContent"}


def sources():
    return {file: file.read_text() for file in sorted((given.source / "src").rglob("*.[ch]pp"))}


def lines_of(language):
    return (given.source / "data" / "locale" / f"{language}.ini").read_bytes().decode().split("\n")


def texts_of(language):
    return dict(match.groups() for match in map(LINE.fullmatch, lines_of(language)) if match)


def translated(language):
    """Key, text and what it is in English, where both are there."""
    english = texts_of(SOURCE)
    return [(key, text, english[key]) for key, text in texts_of(language).items() if key in english]


def others():
    return [language for language in LANGUAGES if language != SOURCE]


def literals(code):
    return {match[1] for match in LITERAL.finditer(code)}


def body_of(code, function):
    """Of a function at the left margin."""
    found = re.search(rf"^[^\n]*\b{function}\([^\n]*\n\{{\n(.*?)^\}}", code, re.M | re.S)
    assert found, f"where is {function}()?"
    return found[1]


def arguments_at(code, start):
    """Of the call whose bracket opens just before."""
    found, depth, begin = [], 0, start
    for match in re.finditer(r'"(?:[^"\\\n]|\\.)*"|[(){}\[\],]', code[start:]):
        sign, place = match[0], start + match.start()
        if sign == "," and depth == 0:
            found.append(code[begin:place])
            begin = place + 1
        elif sign in "({[":
            depth += 1
        elif sign in ")}]":
            depth -= 1
            if depth < 0:
                return [*found, code[begin:place]]
    return found


def takers_of_codes(codes):
    """For each function, which of its arguments is one."""
    found = {}
    for code in codes:
        for match in re.finditer(r"\b(\w+)\(([^()]*)(?:const char \*|std::string )code\b", code):
            found[match[1]] = match[2].count(",")
    return found


def codes_in_sources():
    found = set()
    takers = takers_of_codes(sources().values())
    constants = dict(re.findall(r'\bconstexpr auto (k\w+) = ("\w+");', "\n".join(sources().values())))
    for file, code in sources().items():
        places = [match[1] for pattern in CODES for match in re.finditer(pattern, code)]
        for match in re.finditer(r"\b(\w+)\(", code):
            given_to = arguments_at(code, match.end()) if match[1] in takers else []
            places += given_to[takers[match[1]]:][:1] if match[1] in takers else []
        for place in places:
            place = re.sub(r"\bk\w+", lambda name: constants.get(name[0], name[0]), place)
            found |= {literal for literal in literals(place) if CODE.fullmatch(literal)}
        if file.name == "ErrorTable.cpp":  # where it was heard, TikTok's word, ours
            found |= literals(" ".join(re.findall(r'\{\w+,\s+(?:"[^"]*"|word),([^,]*),', code)))
        if file.name == "AutoPublisher.cpp":
            found |= literals(body_of(code, "mismatch"))
    return found


def built_keys():
    """Those that the program puts together of a kind and a code, and so must have a text."""
    source = given.source / "src"
    checks = literals((source / "media" / "Checks.cpp").read_text())
    names = literals(body_of((source / "compose" / "Rules.cpp").read_text(), "nameOf"))
    units = re.search(r"\((kB[^)]*)\)", (source / "ui" / "Texts.cpp").read_text())
    return {*(f"Check.{code}" for code in checks if CODE.fullmatch(code) and "_" in code),
            *(f"Reason.{name}" for name in names if name),
            *(f"Unit.{unit}" for unit in units[1].split("|"))}


def encoder_keys():
    """One that has no text goes by FFmpeg's name for it."""
    encoders = (given.source / "src" / "media" / "edit" / "PictureEncoder.cpp").read_text()
    return {f"Encoder.{name}" for name in re.findall(r'KnownEncoder\{"(\w+)"', encoders)}


def named_keys():
    """Those that stand in the sources as they are."""
    dotted = re.compile(r"[A-Z][A-Za-z]+(\.[A-Z][A-Za-z]+)+")
    found = set()
    for code in sources().values():
        found |= {literal for literal in literals(code) if dotted.fullmatch(literal)}
        found |= set(re.findall(r'\btext\(\s*"([A-Z]\w*)"', code))
    return found


def plural_forms():
    table = (given.source / "src" / "ui" / "Plural.cpp").read_text()
    return {language: int(forms) for language, forms in re.findall(r"\{QLocale::(\w+), (\d), \w+\}", table)}


def words(text):
    """Without placeholders."""
    return PLACEHOLDER.sub("", text)


class Texts(unittest.TestCase):
    maxDiff = None

    def complain(self, complaints):
        self.assertEqual([], sorted(complaints))

    def test_obs_reads_every_line_as_it_is_meant(self):
        complaints = []
        for language in LANGUAGES:
            seen = set()
            for number, line in enumerate(lines_of(language), 1):
                match = LINE.fullmatch(line)
                if line.startswith("#") or not line:
                    continue
                if not match or re.search("[\t\r\ufeff]", line):
                    complaints.append(f"{language}.ini:{number} is misread: {line}")
                elif match[1] in seen:
                    complaints.append(f"{language}.ini:{number} says {match[1]} again")
                else:
                    seen.add(match[1])
        self.complain(complaints)

    def test_every_language_has_exactly_the_keys_of_english(self):
        english = set(texts_of(SOURCE))
        complaints = []
        for language in others():
            keys = set(texts_of(language))
            complaints += [f"{language} lacks {key}" for key in english - keys]
            complaints += [f"{language} has {key}, and English has not" for key in keys - english]
        self.complain(complaints)

    def test_every_language_has_the_order_and_the_comments_of_english(self):
        def shape(language):
            return [line.partition("=")[0] for line in lines_of(language)
                    if not line.startswith(("# Direct Post, ", "# {"))]

        for language in others():
            self.assertEqual(shape(SOURCE), shape(language), language)

    def test_the_languages_are_those_that_lie_there(self):
        self.assertEqual(sorted(LANGUAGES), sorted(file.stem for file in (given.source / "data" / "locale").iterdir()))

    def test_every_text_that_is_named_is_there(self):
        self.complain(named_keys() - set(texts_of(SOURCE)))

    def test_every_text_that_is_put_together_is_there(self):
        english = texts_of(SOURCE)
        complaints = {key for key in built_keys() if key not in english}
        complaints |= {f"a text for {code}" for code in codes_in_sources()
                       if not any(f"{kind}.{code}" in english for kind in KINDS)}
        self.complain(complaints)

    def test_every_text_is_used(self):
        in_sources = set().union(*map(literals, sources().values()))
        codes = codes_in_sources()
        used = {*in_sources, *built_keys(), *encoder_keys(), *(f"{kind}.{code}" for kind in KINDS for code in codes)}
        self.complain(set(texts_of(SOURCE)) - used)

    def test_every_language_fills_in_what_english_does(self):
        complaints = []
        for language in others():
            for key, text, english in translated(language):
                here, there = ({match[1] for match in PLACEHOLDER.finditer(each)} for each in (text, english))
                if here != there:
                    complaints.append(f"{language} {key}: {sorted(here)}, and English fills in {sorted(there)}")
                if re.search("[{}]", words(text)):
                    complaints.append(f"{language} {key}: a brace by itself")
        self.complain(complaints)

    def test_a_word_has_as_many_forms_as_its_language(self):
        forms = plural_forms()
        complaints = []
        for language, name in LANGUAGES.items():
            for key, text in texts_of(language).items():
                for match in PLACEHOLDER.finditer(text):
                    if match[2] is not None and len(match[2].split("|")) != forms[name]:
                        complaints.append(f"{language} {key}: {match[0]}, and {name} has {forms[name]}")
        self.complain(complaints)

    def test_no_text_has_spaces_too_many(self):
        complaints = []
        for language in LANGUAGES:
            for key, text, english in translated(language):
                if re.search(r"\s\s", text):
                    complaints.append(f"{language} {key}: two spaces")
                if [text[0].isspace(), text[-1].isspace()] != [english[0].isspace(), english[-1].isspace()]:
                    complaints.append(f"{language} {key}: a space at an end")
        self.complain(complaints)

    def test_quotation_marks_come_in_pairs(self):
        complaints = []
        for language in LANGUAGES:
            for key, text in texts_of(language).items():
                if '"' in text:
                    complaints.append(f'{language} {key}: \\"')
                # Between letters, or behind an s, it is an apostrophe.
                if not (language == SOURCE and key in STRAIGHT_QUOTES) and re.search(r"(?<!\w)'|(?<!s)'(?!\w)", text):
                    complaints.append(f"{language} {key}: a straight quotation mark")
                opening, closing = ("„", "“") if language == "de-DE" else ("“", "”")
                for first, last in ((opening, closing), ("«", "»"), ("「", "」"), ("‘", "’"), ("(", ")")):
                    depth = 0
                    for sign in text:
                        depth += (sign == first) - (sign == last)
                        if depth not in (0, 1):
                            break
                    if depth:
                        complaints.append(f"{language} {key}: {first}{last}")
        self.complain(complaints)

    def test_what_is_a_sentence_in_english_ends_as_one(self):
        ends = {".": ".。", "…": "…", ":": ":：", "?": "?？"}
        self.complain(f"{language} {key}" for language in others() for key, text, english in translated(language)
                      if (last := english[-1]) in ends and text[-1] not in ends[last])

    def test_numbers_and_dates_go_by_the_language_of_the_texts(self):
        """Texts::locale(), and not what this computer is set to, or English."""
        self.complain(f"{file.relative_to(given.source)}: {call}" for file, code in sources().items()
                      for call in re.findall(r"QLocale\(\)|QLocale::(?:system|c)\(\)|QLocale::setDefault", code))

    def test_nothing_is_left_in_english(self):
        complaints = []
        for language in others():
            same = {key for key, text, english in translated(language)
                    if text == english and re.search("[A-Za-z]", words(text))} - NAMES
            complaints += [f"{language} {key} is as in English" for key in same - THE_SAME.get(language, set())]
            complaints += [f"{language} {key} is not the same any more" for key in THE_SAME.get(language, set()) - same]
        self.complain(complaints)


def main():
    global given
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", required=True, type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("test", nargs="?", help="one of them; all without")
    given = parser.parse_args()
    unittest.main(argv=[sys.argv[0], *([f"Texts.{given.test}"] if given.test else [])], verbosity=2)


if __name__ == "__main__":
    main()
