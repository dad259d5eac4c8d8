#!/usr/bin/env python3
"""OBS on your screen with the plugin, against a stand-in for TikTok, until you close it. Nothing of your own OBS is used."""

import os
import sys

from harness.paths import Paths, parser
from harness.studio import Studio


def main():
    arguments_parser = parser(__doc__)
    arguments_parser.add_argument("--obs", default="30", help="which it is; not used")
    arguments_parser.add_argument("--show", action="store_true", help="always so")
    arguments = arguments_parser.parse_args()
    if not os.environ.get("DISPLAY"):
        raise SystemExit("There is no X display to show OBS on.")
    studio = Studio(Paths(arguments.build), show=True, preview=True)
    try:
        studio.start()
        print(f"OBS {studio.obs.version()} is yours. TikTok is played by {studio.sandbox.base_url}", flush=True)
        while studio.obs.is_running():
            link = studio.browser.waiting_link()
            if link:
                studio.browser.visit(link)
            studio.let_run(0.2)
    except KeyboardInterrupt:
        pass
    finally:
        studio.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
