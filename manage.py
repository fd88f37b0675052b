#!/usr/bin/env python
"""Django's management commands, with the settings of one's own machine unless told otherwise."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.dev")
    execute_from_command_line(sys.argv)
