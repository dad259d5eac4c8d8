"""A narrow uplink, within a network of our own: what goes to some ports of this machine shares one slow line."""

import os
import pathlib
import subprocess
import sys

from .processes import run

QUEUE_S = 0.8  # home routers hold as much
_IS_IN_OWN_NETWORK = "DIRECT_POST_OWN_NETWORK"
_CONGESTION_CONTROL = pathlib.Path("/proc/sys/net/ipv4/tcp_congestion_control")
_UNSHARE = ["unshare", "--map-root-user", "--net"]


def move_into_own_network():
    """Begins this program anew in a network namespace, where it may shape the loopback device. False where the system
    does not let us have one."""
    if _IS_IN_OWN_NETWORK in os.environ:
        run("ip", "link", "set", "lo", "up")
        _CONGESTION_CONTROL.write_text("reno")  # goes by losses, as most people's systems do
        return True
    if subprocess.run([*_UNSHARE, "true"], capture_output=True).returncode != 0:
        return False
    os.execvpe(_UNSHARE[0], [*_UNSHARE, sys.executable, "-B", *sys.argv], {**os.environ, _IS_IN_OWN_NETWORK: "1"})


class Line:
    """Needs move_into_own_network()."""

    def __init__(self, ports, megabits):
        # Packets as a network card sends them: the device would hand on 64 KB in one piece.
        run("ip", "link", "set", "lo", "mtu", "1500", "gso_max_size", "1500", "gso_max_segs", "1")
        run("tc", "qdisc", "replace", "dev", "lo", "root", "handle", "1:", "htb", "default", "2")
        run("tc", "class", "add", "dev", "lo", "parent", "1:", "classid", "1:2", "htb", "rate", "10gbit", "quantum", "60000")
        self._shape("add", megabits)
        run("tc", "qdisc", "add", "dev", "lo", "parent", "1:1", "handle", "10:", "bfifo",
            "limit", int(megabits * 125_000 * QUEUE_S))
        for port in ports:
            run("tc", "filter", "add", "dev", "lo", "parent", "1:", "protocol", "ip", "u32",
                "match", "ip", "dport", str(port), "0xffff", "flowid", "1:1")

    def become(self, megabits):
        self._shape("change", megabits)

    def close(self):
        run("tc", "qdisc", "del", "dev", "lo", "root")

    @staticmethod
    def _shape(verb, megabits):
        run("tc", "class", verb, "dev", "lo", "parent", "1:", "classid", "1:1", "htb",
            "rate", f"{megabits}mbit", "ceil", f"{megabits}mbit", "burst", "4kb", "cburst", "4kb")
