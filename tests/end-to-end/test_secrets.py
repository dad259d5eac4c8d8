"""After everything else: nothing that the runs left behind, and no command line they ran, holds a secret."""

import re
import unittest

from harness.case import StudioTest

_PATTERNS = [rb"(?:act|rft)\.[\w!*~-]{12,}", rb"upload_token=(?!\[)\w", rb"client_secret=(?!\[)\w"]


class Secrets(unittest.TestCase):
    def test_no_secret_is_left_in_logs_settings_command_lines_or_on_the_screen(self):
        evidence = StudioTest.paths.output / "evidence"
        runs = sorted(folder for folder in evidence.glob("*") if folder.is_dir())
        self.assertTrue(runs, "no end-to-end test has run")
        for run in runs:
            secrets = [secret.encode() for secret in (run / "secrets.txt").read_text().split()]
            self.assertTrue(secrets, run)
            for file in sorted(run.rglob("*")):
                if file.is_file() and file.name != "secrets.txt":
                    with self.subTest(run=run.name, file=str(file.relative_to(run))):
                        self.assertEqual([], leaks(file.read_bytes(), secrets))


def leaks(content, secrets):
    """What was found, cut short."""
    found = [secret for secret in secrets if secret in content]
    for pattern in _PATTERNS:
        found += re.findall(pattern, content)
    return sorted({one[:12] + b"..." for one in found})
