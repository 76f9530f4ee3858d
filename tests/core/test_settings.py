"""Production refuses to start half set up, and says what to do. Each start is a real process."""

import os
import subprocess
import sys

import pytest

GOOD = {
    "LOCALOFFER_MODE": "production",
    "LOCALOFFER_HOSTS": "localoffer.example.org",
    "LOCALOFFER_SECRET_KEY": "Yb3kq9ZpR7mVtX2cLw8sJh5dGf4nQa6uEe1oKi0PzTyMrWv8Bn2",
}


def start(**changes):
    environ = {k: v for k, v in os.environ.items() if not k.startswith("LOCALOFFER_")} | GOOD | changes
    command = [sys.executable, "-c", "import localoffer.config.settings"]
    return subprocess.run(command, env={k: v for k, v in environ.items() if v is not None}, capture_output=True, text=True)


def test_complete_settings_start():
    assert start().returncode == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"LOCALOFFER_DEBUG": "yes"}, "LOCALOFFER_DEBUG is on"),
        ({"LOCALOFFER_SECRET_KEY": None}, "Set LOCALOFFER_SECRET_KEY"),
        ({"LOCALOFFER_SECRET_KEY": "short"}, "is short"),
        ({"LOCALOFFER_SECRET_KEY": "django-insecure-" + "abcdefghij" * 4}, "comes from an example"),
        ({"LOCALOFFER_HOSTS": "*"}, "wildcard"),
        ({"LOCALOFFER_HOSTS": "example.org, *.example.org"}, "wildcard"),
        ({"LOCALOFFER_HOSTS": None}, "Set LOCALOFFER_HOSTS"),
        ({"PORT": "eighty"}, "PORT is 'eighty'"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL begins with mysql"),
        ({"LOCALOFFER_MODE": "live"}, "must be one of"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(changes, words):
    done = start(**changes)
    assert done.returncode != 0
    assert words in done.stderr
