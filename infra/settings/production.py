"""Settings of a real installation: cookies and transport over TLS only, secrets required."""

from django.core.exceptions import ImproperlyConfigured

from infra.settings.base import *  # noqa: F403
from infra.settings.base import DEMO, SECRET_KEY

if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY needs at least 50 characters.")
if DEMO:
    raise ImproperlyConfigured("DEMO opens accounts with a known password: never in production.")

# The ingress is the one proxy in front: its last entry of X-Forwarded-For is the client's address.
ALLAUTH_TRUSTED_PROXY_COUNT = 1
SESSION_COOKIE_NAME = "__Host-parvis_session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-parvis_csrf"
CSRF_COOKIE_SECURE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = False  # the ingress redirects; probes inside the cluster speak plain HTTP
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
