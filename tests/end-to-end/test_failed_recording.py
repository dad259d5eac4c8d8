"""A recording that OBS could not bring to its end: what is there of it can be posted, by hand alone."""

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until


class FailedRecording(StudioTest):
    options = {"formats": {"Hybrid": ("hybrid_mp4", False)}}

    def test_of_a_recording_whose_disk_was_full_what_plays_is_posted(self):
        obs = self.studio.obs
        before = {*obs.recordings.iterdir()}
        with obs.full_disk():
            obs.start_recording()
            self.dock.wait_sentence("Error.recording_failed", timeout_s=30)
        self.assertRegex(obs.log(), r"OBS reported that the recording failed \(code -\d+\)")
        self.dock.application().wait("OK", "button").press()  # OBS's own message about it holds everything up

        recording, = {*obs.recordings.iterdir()} - before
        self.studio.wait_clip(recording, timeout_s=30)
        sent = self.studio.prepared_file(recording)
        self.assertGreater(float(media.probe(sent)["format"]["duration"]), 0.5)
        expected = media.sha256(sent)
        self.studio.fill_in("what there is of it", "Only me")
        self.dock.press("Post")
        post = self.studio.wait_published()
        self.assertEqual(expected, post["sha256"])
        self.assertTrue(post["media"]["is_complete"])
        self.assertTrue(recording.exists())
