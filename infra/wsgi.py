"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.production")

from infra.monitoring import start_error_reports

application = get_wsgi_application()
start_error_reports()
