"""Drives a real OBS Studio on a screen of its own, the way a streamer would, and keeps what happened."""
