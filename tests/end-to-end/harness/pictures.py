"""A creator's own website with pictures and a bucket, behind https as TikTok wants it."""

import http.server
import ssl
import threading

from . import bucket
from .processes import run


class PictureSite:
    """/one.jpg and /two.jpg are pictures, /moved.jpg leads on to the first."""

    def __init__(self, folder):
        self._folder = folder / "website"
        self._folder.mkdir()
        for name in ("one", "two"):
            run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=720x1280", "-frames:v", "1",
                self._folder / f"{name}.jpg")
        self.ca_file = self._folder / "site.pem"
        key = self._folder / "site.key"
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", self.ca_file)
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(self.ca_file, key)
        self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def bucket_files(self):
        return sorted((self._folder / bucket.NAME).rglob("*.jpg"))

    def _handler(self):
        folder = self._folder

        class Handler(bucket.Bucket, http.server.SimpleHTTPRequestHandler):
            root = folder

            def __init__(self, *arguments):
                super().__init__(*arguments, directory=str(folder))

            def send_head(self):
                if self.path == "/moved.jpg":
                    self.send_response(302)
                    self.send_header("Location", "/one.jpg")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return None
                return super().send_head()

            def log_message(self, *_):
                pass

        return Handler
