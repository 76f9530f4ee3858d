"""The command line: `localoffer serve`, `localoffer migrate`, and every other management command."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["localoffer", *sys.argv[1:]])
    except ImproperlyConfigured as problem:
        sys.exit(f"Open Local Offer cannot start. {problem}")


if __name__ == "__main__":
    main()
