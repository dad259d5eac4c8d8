"""A saved replay is a clip like any other."""

import pathlib

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until


class Replay(StudioTest):
    options = {"replay": True}

    def test_a_saved_replay_is_posted(self):
        with self.studio.obs.replay_buffer():
            self.studio.obs.wait_buffered(2)
            replay = pathlib.Path(self.studio.obs.save_replay())
        self.studio.wait_clip(replay)
        expected = media.sha256(self.studio.prepared_file(replay))

        self.studio.fill_in("what a save", "Friends")
        self.dock.press("Post")
        post = self.studio.wait_published()
        self.assertEqual(expected, post["sha256"])
        self.assertEqual("MUTUAL_FOLLOW_FRIENDS", post["privacy_level"])

    def test_two_replays_four_seconds_apart_are_both_at_hand(self):
        with self.studio.obs.replay_buffer():
            self.studio.obs.wait_buffered(2)
            first = pathlib.Path(self.studio.obs.save_replay())
            self.studio.let_run(4)
            second = pathlib.Path(self.studio.obs.save_replay())
        self.assertNotEqual(first, second)
        wait_until(lambda: {first.name, second.name} <= {*self.dock.clips()}, 15,
                   lambda: f"both are there: {self.dock.clips()}")

class StoppingBuffer(StudioTest):
    options = {"replay": True}

    def test_a_replay_that_is_written_while_the_buffer_stops_is_at_hand(self):
        """OBS does not announce it then."""
        obs = self.studio.obs
        with obs.replay_buffer():
            self.studio.obs.wait_buffered(2)
            obs.ask("SaveReplayBuffer")
            replay = wait_until(lambda: next(obs.recordings.glob("Replay*"), None), 10, "OBS writes the replay", poll_s=0.002)
        self.studio.wait_clip(replay)
