"""After everything else: what the runs of OBS left behind, looked at together."""

import re
import unittest

from harness.case import StudioTest

LONGEST_HANDLER_MS = 1
# OBS waits while we hear of a recording. Here four OBS share two processors, so that one event in a hundred waits for one.
HANDLERS_THAT_MAY_WAIT = 0.2
SECRETS = [rb"(?:act|rft)\.[\w!*~-]{12,}", rb"upload_token=(?!\[)\w", rb"client_secret=(?!\[)\w"]


class Evidence(unittest.TestCase):
    def setUp(self):
        evidence = StudioTest.paths.output / "evidence"
        self.runs = sorted(folder for folder in evidence.glob("*") if folder.is_dir())
        self.assertTrue(self.runs, "no end-to-end test has run")

    def test_no_secret_is_left_in_logs_settings_command_lines_or_on_the_screen(self):
        for run in self.runs:
            secrets = [secret.encode() for secret in (run / "secrets.txt").read_text().split()]
            self.assertTrue(secrets, run)
            for file in sorted(run.rglob("*")):
                if file.is_file() and file.name != "secrets.txt":
                    with self.subTest(run=run.name, file=str(file.relative_to(run))):
                        self.assertEqual([], leaks(file.read_bytes(), secrets))

    def test_obs_waits_less_than_a_millisecond_while_the_plugin_hears_of_a_recording(self):
        logs = [log.read_text(errors="replace") for run in self.runs for log in run.glob("obs*.log")]
        took_ms = [float(took) for log in logs for took in re.findall(r"recording event handled in ([\d.]+) ms", log)]
        if not took_ms:
            self.skipTest("none of the runs made a recording")
        slow_ms = [took for took in took_ms if took > LONGEST_HANDLER_MS]
        self.assertLessEqual(len(slow_ms), HANDLERS_THAT_MAY_WAIT * len(took_ms), slow_ms)


def leaks(content, secrets):
    """What was found, cut short."""
    found = [secret for secret in secrets if secret in content]
    for pattern in SECRETS:
        found += re.findall(pattern, content)
    return sorted({one[:12] + b"..." for one in found})
