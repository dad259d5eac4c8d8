"""Whatever container OBS records into, the clip arrives as TikTok wants it and nothing of it is lost."""

from harness import media
from harness.case import StudioTest


class Containers(StudioTest):
    options = {"formats": {
        "Matroska": ("mkv", False),
        "Fragmented": ("fragmented_mp4", False),
        "Hybrid": ("hybrid_mp4", False),
        "Plain": ("mp4", False),
        "Remuxed": ("mkv", True),
        "FragmentedRemuxed": ("fragmented_mp4", True),
    }}

    def posts_from(self, profile):
        self.studio.obs.use_profile(profile)
        recording = self.studio.record()
        prepared = self.studio.prepared_file(recording)
        self.assertEqual(media.stream_hashes(recording), media.stream_hashes(prepared))
        expected = media.sha256(prepared)

        already = len(self.sandbox.posts())
        self.studio.fill_in(profile, "Only me")
        self.dock.press("Post")
        post = self.studio.wait_published(posts=already + 1)
        self.assertEqual(expected, post["sha256"])
        self.assertEqual(profile, post["title"])
        self.assertTrue(post["media"]["is_complete"])
        self.assertTrue(post["media"]["is_fast_start"])
        self.assertFalse(post["media"]["is_fragmented"])
        self.assertEqual(already + 1, len(self.sandbox.posts()))

    def test_matroska(self):
        self.posts_from("Matroska")

    def test_fragmented_mp4(self):
        self.posts_from("Fragmented")

    def test_hybrid_mp4(self):
        self.posts_from("Hybrid")

    def test_mp4(self):
        self.posts_from("Plain")

    def test_matroska_that_obs_remuxes_by_itself_is_one_clip(self):
        self.posts_from("Remuxed")

    def test_fragmented_mp4_that_obs_remuxes_by_itself_is_one_clip(self):
        self.posts_from("FragmentedRemuxed")
