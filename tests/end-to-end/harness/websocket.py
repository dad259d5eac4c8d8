"""Speaks to obs-websocket (protocol 5, no password) over a plain RFC 6455 connection."""

import base64
import json
import os
import socket
import struct
import time

_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10
_EVERY_EVENT = 0x7FF


class ObsWebSocket:
    """Close it before OBS quits: an open client delays that by five seconds."""

    def __init__(self, port, timeout_s=5):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout_s)
        self._buffer = b""
        self._events = []
        self._replies = {}
        self._number = 0
        self._handshake(port)
        self._read_until(lambda: self._hello)
        self._send(1, {"rpcVersion": 1, "eventSubscriptions": _EVERY_EVENT})
        self._read_until(lambda: self._identified)

    _hello = False
    _identified = False

    def close(self):
        try:
            self._send_frame(_CLOSE, struct.pack("!H", 1000))
        except OSError:
            pass
        self._socket.close()

    def request(self, kind, timeout_s=10, **data):
        """The reply's data; a refusal is a RuntimeError."""
        self._number += 1
        number = str(self._number)
        self._send(6, {"requestType": kind, "requestId": number, "requestData": data})
        self._read_until(lambda: number in self._replies, timeout_s)
        reply = self._replies.pop(number)
        if not reply["requestStatus"]["result"]:
            raise RuntimeError(f"{kind}: {reply['requestStatus']}")
        return reply.get("responseData") or {}

    def event(self, kind, timeout_s=10, matches=lambda data: True):
        """The data of the next such event, one that came while nobody asked included."""
        found = []

        def look():
            for event in self._events:
                if event["eventType"] == kind and matches(event.get("eventData") or {}):
                    self._events.remove(event)
                    found.append(event.get("eventData") or {})
                    return True
            return False

        self._read_until(look, timeout_s, kind)
        return found[0]

    def _handshake(self, port):
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall((f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
                              f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
                              "Sec-WebSocket-Protocol: obswebsocket.json\r\n\r\n").encode())
        while b"\r\n\r\n" not in self._buffer:
            self._receive()
        head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionError(head.decode(errors="replace"))

    def _receive(self):
        data = self._socket.recv(65536)
        if not data:
            raise ConnectionError("obs-websocket closed the connection")
        self._buffer += data

    def _send(self, operation, data):
        self._send_frame(_TEXT, json.dumps({"op": operation, "d": data}).encode())

    def _send_frame(self, kind, payload):
        size = len(payload)
        head = bytes([0x80 | kind])
        if size < 126:
            head += bytes([0x80 | size])
        else:
            head += bytes([0x80 | 126]) + struct.pack("!H", size)
        mask = os.urandom(4)
        self._socket.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload)))

    def _read_frame(self):
        def need(size):
            while len(self._buffer) < size:
                self._receive()

        need(2)
        kind, size, start = self._buffer[0] & 0x0F, self._buffer[1] & 0x7F, 2
        if size == 126:
            need(4)
            size, start = struct.unpack("!H", self._buffer[2:4])[0], 4
        elif size == 127:
            need(10)
            size, start = struct.unpack("!Q", self._buffer[2:10])[0], 10
        need(start + size)
        payload, self._buffer = self._buffer[start:start + size], self._buffer[start + size:]
        return kind, payload

    def _read_until(self, condition, timeout_s=10, what="an answer"):
        end = time.monotonic() + timeout_s
        while not condition():
            self._socket.settimeout(max(0.01, end - time.monotonic()))
            try:
                kind, payload = self._read_frame()
            except TimeoutError:
                raise TimeoutError(f"obs-websocket: no {what} within {timeout_s:g} s") from None
            if kind == _PING:
                self._send_frame(_PONG, payload)
            elif kind == _CLOSE:
                raise ConnectionError("obs-websocket said goodbye")
            elif kind == _TEXT:
                self._sort(json.loads(payload))

    def _sort(self, message):
        operation, data = message["op"], message["d"]
        if operation == 0:
            self._hello = True
        elif operation == 2:
            self._identified = True
        elif operation == 5:
            self._events.append(data)
        elif operation == 7:
            self._replies[data["requestId"]] = data
