"""A narrow uplink, within a network of our own: what goes to some ports of this machine shares one slow line."""

from .processes import run


class Line:
    """Needs the right to shape the loopback device (a network namespace of one's own)."""

    def __init__(self, ports, megabits):
        run("ip", "link", "set", "lo", "mtu", "1500", "up")
        run("tc", "qdisc", "add", "dev", "lo", "root", "handle", "1:", "prio", "bands", "3",
            "priomap", *["0"] * 16)
        run("tc", "qdisc", "add", "dev", "lo", "parent", "1:3", "handle", "30:", "tbf", *_rate(megabits))
        for port in ports:
            run("tc", "filter", "add", "dev", "lo", "parent", "1:", "protocol", "ip", "u32",
                "match", "ip", "dport", str(port), "0xffff", "flowid", "1:3")

    def become(self, megabits):
        run("tc", "qdisc", "change", "dev", "lo", "parent", "1:3", "handle", "30:", "tbf", *_rate(megabits))

    def close(self):
        run("tc", "qdisc", "del", "dev", "lo", "root")


def _rate(megabits):
    """With a queue as long as home routers have."""
    return ["rate", f"{megabits}mbit", "burst", "8kb", "latency", "800ms"]
