"""The command line: `localoffer serve`, `localoffer migrate`, and every other management command."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        make_data_folder()
        execute_from_command_line(["localoffer", *sys.argv[1:]])
    except ImproperlyConfigured as problem:
        sys.exit(f"Open Local Offer cannot start. {problem}")


def make_data_folder() -> None:
    """Make the folder that holds the database and the files, where it is not there. Raises ImproperlyConfigured in words."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    folder = settings.DATA_DIR
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The data folder {folder} cannot be made ({problem.strerror}). Set LOCALOFFER_DATA_DIR to a folder that may be written."
        ) from problem


if __name__ == "__main__":
    main()
