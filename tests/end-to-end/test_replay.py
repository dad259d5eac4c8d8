"""A saved replay is a clip like any other."""

import pathlib

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until


class Replay(StudioTest):
    options = {"replay": True}

    def test_a_saved_replay_is_posted(self):
        obs = self.studio.obs
        obs.ask("StartReplayBuffer")
        wait_until(lambda: obs.ask("GetReplayBufferStatus")["outputActive"], 5, "the replay buffer runs")
        self.studio.let_run(2)
        obs.ask("SaveReplayBuffer")
        replay = pathlib.Path(obs.socket().event("ReplayBufferSaved")["savedReplayPath"])
        self.studio.wait_clip(replay)
        expected = media.sha256(self.studio.prepared_file(replay))

        self.studio.fill_in("what a save", "Friends")
        self.dock.press("Post")
        post = self.studio.wait_published()
        self.assertEqual(expected, post["sha256"])
        self.assertEqual("MUTUAL_FOLLOW_FRIENDS", post["privacy_level"])

        obs.ask("StopReplayBuffer")
        wait_until(lambda: not obs.ask("GetReplayBufferStatus")["outputActive"], 5, "the replay buffer stops")
