"""Programs that the harness starts, and only those it stops."""

import os
import signal
import subprocess


class Process:
    """A program whose output lies in a file. Stopped by its own process group, so that its children go with it."""

    def __init__(self, command, log, env=None, pass_fds=(), cwd=None):
        self.log = log
        with open(log, "ab") as output:
            self._popen = subprocess.Popen(
                [str(part) for part in command], env=env, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, pass_fds=pass_fds, cwd=cwd, start_new_session=True)

    @property
    def pid(self):
        return self._popen.pid

    def is_running(self):
        return self._popen.poll() is None

    def output(self):
        return self.log.read_text(errors="replace")

    def send(self, signal_number):
        if self.is_running():
            os.kill(self.pid, signal_number)

    def wait(self, timeout_s):
        """The exit code, or None when it still runs."""
        try:
            return self._popen.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None

    def kill(self):
        """At once, children included."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._popen.wait()

    def stop(self, signal_number=signal.SIGTERM, timeout_s=5):
        self.send(signal_number)
        code = self.wait(timeout_s)
        self.kill()
        return code


def run(*command, **options):
    """Runs to the end; a failure carries the program's own words. It reads nothing: FFmpeg takes keys from a terminal."""
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed ({done.returncode}): {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout
