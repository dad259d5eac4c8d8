"""Every state of the dock and its dialogs, brought about as in life. Each function leaves what the next one begins with."""

from . import account, auto_publish, clips, computer, editor, live, pictures, posts

# For each group OBS is started anew, with these options of Studio's.
GROUPS = {
    "account": (account.STATES, {"credentials": False}),
    "clips": (clips.STATES, {}),
    "posts": (posts.STATES, {}),
    "auto-publish": (auto_publish.STATES, {}),
    "computer": (computer.STATES, {"keyring": False, "advanced": "FFmpeg"}),
    "editor": (editor.STATES, {}),
    "live": (live.STATES, {}),
    "pictures": (pictures.STATES, {"website": True, "tls": False}),
}
