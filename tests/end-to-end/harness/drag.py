"""What other programs say to a window. Files, folders and web addresses are dragged from one and let go over it: XDND,
version 5, as a file manager speaks it; a window manager asks it to close."""

import ctypes
import select
import time

_CLIENT_MESSAGE, _SELECTION_REQUEST, _SELECTION_NOTIFY = 33, 30, 31
_EVENT_BYTES = 192
_VERSION = 5
_REPLACE = 0

_X = ctypes.CDLL("libX11.so.6")
_X.XOpenDisplay.restype = ctypes.c_void_p
_X.XDefaultRootWindow.restype = ctypes.c_ulong
_X.XCreateSimpleWindow.restype = ctypes.c_ulong
_X.XInternAtom.restype = ctypes.c_ulong


class Drag:
    """One at a time."""

    def __init__(self, display):
        self._display = ctypes.c_void_p(_X.XOpenDisplay(display.encode()))
        if not self._display:
            raise RuntimeError(f"there is no screen {display}")
        root = ctypes.c_ulong(_X.XDefaultRootWindow(self._display))
        zero = ctypes.c_ulong(0)
        self._window = _X.XCreateSimpleWindow(self._display, root, 0, 0, 1, 1, 0, zero, zero)

    def close(self):
        _X.XCloseDisplay(self._display)

    def drop(self, target, x, y, addresses):
        """Onto the window with this X id, at a place of the screen. Returns whether the window took it."""
        self._data = "".join(f"{address}\r\n" for address in addresses).encode()
        _X.XSetSelectionOwner(self._display, self._atom("XdndSelection"), ctypes.c_ulong(self._window), ctypes.c_ulong(0))
        self._say(target, "XdndEnter", _VERSION << 24, self._atom("text/uri-list").value, 0, 0)
        self._say(target, "XdndPosition", 0, x << 16 | y, 0, self._atom("XdndActionCopy").value)
        accepted = self._answer("XdndStatus")[1] & 1
        if not accepted:
            self._say(target, "XdndLeave", 0, 0, 0, 0)
            return False
        self._say(target, "XdndDrop", 0, 0, 0, 0)
        self._answer("XdndFinished")
        return True

    def ask_to_close(self, window):
        """As a window manager does for the cross in a window's frame."""
        self._tell(window, "WM_PROTOCOLS", self._atom("WM_DELETE_WINDOW").value, 0, 0, 0, 0)

    def _atom(self, name):
        return ctypes.c_ulong(_X.XInternAtom(self._display, name.encode(), 0))

    def _say(self, target, message, *data):
        self._tell(target, message, self._window, *data)

    def _tell(self, target, message, *data):
        event = _Event(_CLIENT_MESSAGE)
        event.put(32, ctypes.c_ulong(target))
        event.put(40, self._atom(message))
        event.put(48, ctypes.c_int(32))
        for place, value in enumerate(data):
            event.put(56 + 8 * place, ctypes.c_long(value))
        self._send(target, event)

    def _send(self, window, event):
        _X.XSendEvent(self._display, ctypes.c_ulong(window), 0, ctypes.c_long(0), event.buffer)
        _X.XFlush(self._display)

    def _answer(self, message, timeout_s=10):
        """The data of the target's message; hands out what is dragged when it is asked for in between."""
        wanted = self._atom(message).value
        end = time.monotonic() + timeout_s
        while True:
            while _X.XPending(self._display):
                event = _Event()
                _X.XNextEvent(self._display, event.buffer)
                kind = event.get(0, ctypes.c_int)
                if kind == _SELECTION_REQUEST:
                    self._hand_out(event)
                elif kind == _CLIENT_MESSAGE and event.get(40, ctypes.c_ulong) == wanted:
                    return [event.get(56 + 8 * place, ctypes.c_long) for place in range(5)]
            if time.monotonic() > end:
                raise TimeoutError(f"no {message} from the window that something was dragged over")
            select.select([_X.XConnectionNumber(self._display)], [], [], 0.05)

    def _hand_out(self, request):
        requestor, selection, target, place = (request.get(at, ctypes.c_ulong) for at in (40, 48, 56, 64))
        _X.XChangeProperty(self._display, ctypes.c_ulong(requestor), ctypes.c_ulong(place), ctypes.c_ulong(target), 8,
                           _REPLACE, self._data, len(self._data))
        notify = _Event(_SELECTION_NOTIFY)
        for at, value in ((32, requestor), (40, selection), (48, target), (56, place)):
            notify.put(at, ctypes.c_ulong(value))
        self._send(requestor, notify)


class _Event:
    """An XEvent, whose fields lie where a 64-bit machine puts them."""

    def __init__(self, kind=0):
        self.buffer = ctypes.create_string_buffer(_EVENT_BYTES)
        self.put(0, ctypes.c_int(kind))

    def put(self, at, value):
        ctypes.memmove(ctypes.addressof(self.buffer) + at, ctypes.byref(value), ctypes.sizeof(value))

    def get(self, at, kind):
        return kind.from_buffer(self.buffer, at).value
