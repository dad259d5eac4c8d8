"""OBS knows where the camera lies; the pictures that it records know it better."""

import json
import pathlib
import tempfile

from harness import media
from harness.case import StudioTest
from harness.processes import run
from harness.waiting import wait_until

WIDTH, HEIGHT = 640, 360
TOLERANCE_PX = 2
LATEST_S = 0.5  # by which a change of scene is noted beside its picture
GREEN = 0xFF00FF00  # as OBS writes a colour: alpha, blue, green, red


def source(kind, name, **settings):
    return {"id": kind, "name": name, "settings": settings}


def item(number, name, x=0, y=0, scale=1.0, rotation=0, **more):
    return {"name": name, "id": number, "visible": True, "pos": {"x": float(x), "y": float(y)}, "rot": float(rotation),
            "scale": {"x": float(scale), "y": float(abs(scale))}, **more}


def scene(name, *items):
    return source("scene", name, items=list(items), id_counter=len(items))


def collection():
    """A colour that is marked as a camera, in a group in a scene in a scene, and elsewhere in others."""
    game = source("color_source_v3", "Game", color=0xFF5A3C1E, width=1280, height=720)
    camera = {**source("color_source_v3", "Facecam", color=GREEN, width=400, height=300),
              "private_settings": {"direct_post_camera": True}}
    group = source("group", "Frame", items=[item(1, "Facecam", crop_left=40, crop_top=20, crop_right=20)],
                   id_counter=1, custom_size=True, cx=340, cy=280)
    scenes = [
        scene("Desk", item(1, "Frame", 200, 100)),
        scene("Nested", item(1, "Game"), item(2, "Desk", 640, 300, 0.5)),
        scene("Turned", item(1, "Game"), item(2, "Desk", 600, 200, 0.7, rotation=20)),
        scene("Bounded", item(1, "Game"), item(2, "Facecam", 900, 420, bounds_type=2, bounds_align=0,
                                               bounds={"x": 300.0, "y": 300.0})),
        scene("Flipped", item(1, "Game"), item(2, "Facecam", 500, 60, -1)),
        scene("At the edge", item(1, "Game"), item(2, "Facecam", 1050, -80)),
    ]
    return {"name": "Show", "current_scene": "Nested", "current_program_scene": "Nested", "current_transition": "Cut",
            "scene_order": [{"name": one["name"]} for one in scenes], "groups": [group],
            "sources": [game, camera, *scenes]}


def pictures(file, times_s):
    """Of each of these moments, red, green and blue of every pixel."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for time_s in times_s:
            run("ffmpeg", "-v", "error", "-y", "-ss", f"{time_s:.3f}", "-i", file, "-frames:v", "1", "-f", "rawvideo",
                "-pix_fmt", "rgb24", f"{folder}/picture")
            found.append(pathlib.Path(folder, "picture").read_bytes())
    return found


def is_green(picture, place):
    red, green, blue = picture[3 * place:3 * place + 3]
    return green > 150 and red < 110 and blue < 110


def green_window(picture):
    """The box round what is green: x, y, width, height."""
    places = [place for place in range(WIDTH * HEIGHT) if is_green(picture, place)]
    columns = [place % WIDTH for place in places]
    return [min(columns), places[0] // WIDTH, max(columns) - min(columns) + 1, places[-1] // WIDTH - places[0] // WIDTH + 1]


class Camera(StudioTest):
    options = {"collection": collection(), "canvas": (1280, 720), "replay": True}

    def setUp(self):
        self.dock.put_clips_away()
        self.studio.obs.ask("SetCurrentSceneTransition", transitionName="Cut")

    def show(self, name):
        self.studio.obs.ask("SetCurrentProgramScene", sceneName=name)

    def kept(self, recording):
        """What is kept with the clip."""
        file = self.studio.obs.settings / "plugin_config" / "direct-post" / "clips.json"

        def scenes():
            clips = json.loads(file.read_text())["clips"] if file.exists() else []
            return next((clip["context"].get("scenes") for clip in clips if recording.stem in clip["file"]), None)

        return wait_until(scenes, 10, lambda: f"the clip is kept with its scenes:\n{file.read_text()}")

    def assert_near(self, expected, found, what):
        for one, other in zip(expected, found, strict=True):
            self.assertLessEqual(abs(one - other), TOLERANCE_PX, f"{what}: {expected} in the picture, {found} found")

    def changed(self, recording):
        """How long it is, and when OBS went from the first scene to the other one, as its pictures show."""
        scenes = self.kept(recording)
        self.assertEqual(["Nested", "Bounded"], [shown["scene"] for shown in scenes])
        duration_s = float(media.probe(recording)["format"]["duration"])
        change_s = duration_s - scenes[1]["before_end_ms"] / 1000
        for picture, shown in zip(pictures(recording, [change_s - LATEST_S, change_s + LATEST_S]), scenes, strict=True):
            self.assert_near(green_window(picture), shown["cameras"][0]["window"], shown["scene"])
        return duration_s, change_s

    def test_the_camera_is_found_where_the_recording_shows_it(self):
        names = ["Nested", "Turned", "Bounded", "Flipped", "At the edge"]
        self.show(names[0])
        self.studio.obs.start_recording()
        for name in names:
            self.show(name)
            self.studio.let_run(1.2)
        recording = pathlib.Path(self.studio.obs.stop_recording())
        self.studio.wait_clip(recording)
        scenes = self.kept(recording)
        self.assertEqual(names, [shown["scene"] for shown in scenes])
        duration_s = float(media.probe(recording)["format"]["duration"])
        ends_s = [one["before_end_ms"] / 1000 for one in scenes[1:]] + [0]
        middles_s = [duration_s - (one["before_end_ms"] / 1000 + end) / 2 for one, end in zip(scenes, ends_s, strict=True)]
        for shown, picture in zip(scenes, pictures(recording, middles_s), strict=True):
            self.assertEqual(["Facecam"], [camera["source"] for camera in shown["cameras"]])
            self.assert_near(green_window(picture), shown["cameras"][0]["window"], shown["scene"])

    def test_the_layout_follows_a_change_of_scene_in_mid_clip(self):
        self.show("Nested")
        self.studio.obs.start_recording()
        self.studio.obs.wait_recorded(2)
        self.show("Bounded")
        self.studio.let_run(2)
        recording = pathlib.Path(self.studio.obs.stop_recording())
        self.studio.wait_clip(recording)
        duration_s, change_s = self.changed(recording)

        self.dock.press("Edit…", "button")
        window = self.dock.dialog(self.studio.texts["Editor.WindowTitle"].replace("{name}", recording.name))
        self.dock.wait_enabled("Use this clip", "button", within=window)
        self.dock.wait_text("Camera found: Facecam", within=window)
        window.wait("Vertical, camera over game", "radio button").press()
        folder = self.paths.output / "pictures" / self.name()
        folder.mkdir(parents=True, exist_ok=True)
        self.studio.let_run(1)  # until it is painted
        self.studio.desktop.picture(folder / "the camera is found.png", window.box())
        self.dock.wait_enabled("Use this clip", "button", within=window).press()
        self.dock.wait("Whole clip", "button")
        self.dock.wait_sentence("Reason.NoPrivacy", timeout_s=150)
        prepared = self.studio.prepared_files()[-1]
        video = next(stream for stream in media.probe(prepared)["streams"] if stream["codec_type"] == "video")
        for picture in pictures(prepared, [0.3, change_s - LATEST_S, change_s + LATEST_S, duration_s - 0.3]):
            for part in (0.03, 0.97):  # of its width, below its upper edge: the camera fills it
                place = int(video["height"] * 0.03) * video["width"] + int(video["width"] * part)
                self.assertTrue(is_green(picture, place), "the camera is above")
            self.assertFalse(is_green(picture, int(video["height"] * 0.9) * video["width"] + video["width"] // 2))

    def test_what_was_paused_does_not_count(self):
        obs = self.studio.obs
        self.show("Nested")
        obs.start_recording()
        obs.wait_recorded(1.5)
        obs.ask("PauseRecord")
        self.studio.let_run(2)
        obs.ask("ResumeRecord")
        self.studio.let_run(1)
        self.show("Bounded")
        self.studio.let_run(1)
        obs.ask("PauseRecord")
        self.studio.let_run(1.5)
        obs.ask("ResumeRecord")
        self.studio.let_run(0.5)
        recording = pathlib.Path(obs.stop_recording())
        self.studio.wait_clip(recording)
        self.changed(recording)

    def test_a_replay_begins_with_the_first_scene_and_ends_with_the_last(self):
        """When it was saved, OBS does not say, only when its file was begun: its encoder's delay comes between, more than a
        second on a machine that has more to do than it can."""
        obs = self.studio.obs
        self.show("Nested")
        with obs.replay_buffer():
            obs.wait_buffered(2)
            self.show("Bounded")
            self.studio.let_run(2)
            replay = pathlib.Path(obs.save_replay())
        self.studio.wait_clip(replay)
        scenes = self.kept(replay)
        self.assertEqual(["Nested", "Bounded"], [shown["scene"] for shown in scenes])
        duration_s = float(media.probe(replay)["format"]["duration"])
        for picture, shown in zip(pictures(replay, [0.1, duration_s - 0.3]), scenes, strict=True):
            self.assert_near(green_window(picture), shown["cameras"][0]["window"], shown["scene"])
