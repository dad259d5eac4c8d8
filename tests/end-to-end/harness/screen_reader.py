"""Reads a part of OBS's window as a screen reader does: over the accessibility bus, one fact at a time."""

from .accessibility import CHILDREN, NAME, STATES

_CHECKED, _ENABLED, _SHOWING = 4, 24, 25  # bits of the states


def read(bus, place, depth=0):
    """Depth, role, name, whether it can be used and whether it is checked, of each object that shows from here on."""
    states = bus.ask(STATES, [place])[0]
    if not states or not states[0] >> _SHOWING & 1:
        return []
    found = [(depth, bus.roles([place])[0], bus.ask(NAME, [place])[0], bool(states[0] >> _ENABLED & 1),
              bool(states[0] >> _CHECKED & 1))]
    for child in bus.ask(CHILDREN, [place])[0] or ():
        found += read(bus, child, depth + 1)
    return found
