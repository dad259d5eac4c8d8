"""A bucket of S3's kind on the creator's website: what is put there has to be signed, and everybody may read it."""

import hashlib
import hmac
import re

KEY_ID = "AKIANIA"
KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
REGION = "eu-central-1"
NAME = "nia"

_AUTHORIZATION = re.compile(r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<day>\d{8})/(?P<region>[^/]+)/s3/aws4_request, ?"
                            r"SignedHeaders=(?P<names>[^,]+), ?Signature=(?P<signature>[0-9a-f]{64})")


def is_signed(method, path, headers, body):
    """By AWS Signature Version 4, over the body, too."""
    given = _AUTHORIZATION.fullmatch(headers.get("Authorization", ""))
    digest = hashlib.sha256(body).hexdigest()
    if not given or (given["key"], given["region"]) != (KEY_ID, REGION) or headers["x-amz-content-sha256"] != digest:
        return False
    lines = "".join(f"{name}:{headers[name]}\n" for name in given["names"].split(";"))
    request = f"{method}\n{path}\n\n{lines}\n{given['names']}\n{digest}"
    scope = f"{given['day']}/{REGION}/s3/aws4_request"
    to_sign = f"AWS4-HMAC-SHA256\n{headers['x-amz-date']}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    key = f"AWS4{KEY}".encode()
    for part in (*scope.split("/"), to_sign):
        key = hmac.digest(key, part.encode(), "sha256")
    return key.hex() == given["signature"]


class Bucket:
    """Of http.server's handlers: PUT and DELETE below /nia/."""

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._may_write(body):
            return
        self._file().parent.mkdir(parents=True, exist_ok=True)
        self._file().write_bytes(body)
        self._answer(200)

    def do_DELETE(self):
        if self._may_write(b""):
            self._file().unlink(missing_ok=True)
            self._answer(204)

    def _may_write(self, body):
        may = self.path.startswith(f"/{NAME}/") and is_signed(self.command, self.path, self.headers, body)
        if not may:
            self._answer(403)
        return may

    def _file(self):
        return self.root / self.path.lstrip("/")

    def _answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()
