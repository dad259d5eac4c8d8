"""Which room of src/ may use what: the README's table "Where things are", for the tests. Nothing else knows it."""

QT = ["QtCore", "QtGui", "QtWidgets", "QtNetwork"]

# For each room: the rooms and the libraries that its files may include. Every room may use `base` and the standard library.
ROOMS = {
    "base": ([], ["QtCore"]),
    "media": ([], ["FFmpeg"]),
    "tiktok": ([], ["curl", "nlohmann", "OpenSSL"]),
    "account": (["tiktok"], ["QtCore", "QtGui", "QtNetwork", "QtKeychain", "nlohmann", "OpenSSL"]),
    "hosting": (["tiktok", "account"], ["QtCore", "QtGui", "nlohmann"]),
    "publish": (["tiktok", "account"], ["QtCore", "SQLite", "nlohmann", "xxHash"]),
    "compose": (["publish", "hosting", "account", "tiktok", "media"], ["QtCore", "QtGui", "nlohmann"]),
    # What compose's headers show of the rooms below it, its faces see too.
    "ui": (["compose", "publish", "hosting", "account", "tiktok", "media"], ["QtCore", "QtGui", "QtWidgets"]),
    "host": (["media"], ["OBS", "QtCore", "QtGui", "QtWidgets"]),
    "remote": (["compose", "publish", "hosting", "account", "tiktok", "media"], ["OBS", "QtCore", "nlohmann"]),
    "token-service": (["tiktok"], ["httplib", "nlohmann", "OpenSSL"]),
}

# The module itself, src/*.cpp, which wires the rooms.
MODULE = ([room for room in ROOMS if room != "token-service"], ["OBS", *QT])

# A header's name up to here says whose it is. Qt's are looked up where they are installed.
LIBRARIES = {
    "curl/": "curl",
    "nlohmann/": "nlohmann",
    "openssl/": "OpenSSL",
    "sqlite3": "SQLite",
    "xxhash": "xxHash",
    "libav": "FFmpeg",
    "libsw": "FFmpeg",
    "qt6keychain/": "QtKeychain",
    "httplib": "httplib",
    "obs": "OBS",
    "util/": "OBS",
    "callback/": "OBS",
    "graphics/": "OBS",
    "media-io/": "OBS",
}

LONGEST_FILE_LINES = 400
