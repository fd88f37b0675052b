"""Settings that hold everywhere."""

import os
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from infra.env import ROOT, env
from infra.logging import logging_settings

django_stubs_ext.monkeypatch()  # generic classes of Django may name their types at run time

SECRET_KEY = env.SECRET_KEY.get_secret_value()
DEBUG = False
DEMO = env.DEMO
BASE_DOMAIN = env.BASE_DOMAIN
PUBLIC_SCHEME = env.PUBLIC_SCHEME
PUBLIC_PORT = env.PUBLIC_PORT
CELL = env.CELL
# Hosts are decided by tenants.routing, which answers 404 to any that leads nowhere.
ALLOWED_HOSTS = ["*"]

MODULES = [
    "tenant_apps.consultations",
    "tenant_apps.proposals",
    "tenant_apps.budgets",
    "tenant_apps.open_data",
]
BOTH_SIDES = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "shared_apps.accounts",
    "shared_apps.audit",
    "allauth",
    "allauth.account",
]
SHARED_APPS = [
    "infra",
    "django_tenants",
    "tenants",
    *BOTH_SIDES,
    "shared_apps.permissions",
    "shared_apps.web",
    "shared_apps.ui",
    "shared_apps.theming",
    "shared_apps.onboarding",
    "shared_apps.console",
    "billing",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials",
    "rest_framework",
    "drf_spectacular",
    "csp",
]
TENANT_APPS = [
    *BOTH_SIDES,
    "tenant_apps.people",
    "tenant_apps.notifications",
    "tenant_apps.processes",
    "tenant_apps.contributions",
    "tenant_apps.comments",
    "tenant_apps.engagement",
    "tenant_apps.moderation",
    "tenant_apps.portal",
    *MODULES,
]
INSTALLED_APPS = [*SHARED_APPS, *(app for app in TENANT_APPS if app not in SHARED_APPS)]
TENANT_MODEL = "tenants.City"
TENANT_DOMAIN_MODEL = "tenants.Domain"
PG_EXTRA_SEARCH_PATHS = ["extensions"]
# Names of cities' schemas start with `t_`, so none can be one of these: no query at every start.
SKIP_PG_EXTRA_VALIDATION = True
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
SILENCED_SYSTEM_CHECKS = ["django_tenants.W003"]

ROOT_URLCONF = "infra.urls_city"
CONSOLE_URLCONF = "infra.urls_console"
VENDOR_URLCONF = "infra.urls_vendor"
RESERVED_SLUGS = frozenset(
    "admin api app assets billing blog cdn console dev docs ftp help imap internal mail media "
    "new parvis pop public smtp static status support test www".split()
)
WSGI_APPLICATION = "infra.wsgi.application"

MIDDLEWARE = [
    "infra.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "infra.logging.RequestLogMiddleware",
    "tenants.routing.middleware.RoutingMiddleware",
    "shared_apps.web.limits.PrivateMiddleware",
    "shared_apps.web.page_cache.PageCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "shared_apps.web.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "shared_apps.web.limits.LimitsMiddleware",
    "tenants.routing.middleware.ModuleGateMiddleware",
    "shared_apps.web.errors.DomainErrorMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shared_apps.web.navigation.navigation",
                "shared_apps.console.navigation.console_navigation",
            ],
            "builtins": [
                "shared_apps.ui.templatetags.ui",
                "template_partials.templatetags.partials",
            ],
        },
    }
]
FORM_RENDERER = "shared_apps.ui.forms.ParvisRenderer"


def database_settings(url: str) -> dict[str, Any]:
    """Django's dictionary for a PostgreSQL URL; query parameters become libpq options."""
    parts = conninfo_to_dict(url)
    known = {"dbname", "user", "password", "host", "port"}
    return {
        "ENGINE": "tenants.schemas.backend",
        "NAME": parts.get("dbname", "parvis"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "CONN_MAX_AGE": 900,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {key: value for key, value in parts.items() if key not in known},
        "TEST": {"NAME": os.environ.get("TEST_DATABASE_NAME")},
    }


DATABASES = {"default": database_settings(env.DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.REDIS_URL
REDIS_NAMESPACE = "parvis"  # first part of every key
CACHES = {
    "default": {
        "BACKEND": "tenants.routing.cache.CityCache",
        "LOCATION": env.REDIS_URL,
        "KEY_FUNCTION": "tenants.routing.cache.city_key",
        "TIMEOUT": 300,
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_NAME = "parvis_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "parvis_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "shared_apps.web.errors.csrf_failure"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["shared_apps.accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "/"

# allauth: one address a person, proved by a code typed in the same tab. Its state lives in the
# session and so in the city's schema; its rate limits in the cache, under the city's keys.
ACCOUNT_ADAPTER = "shared_apps.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "shared_apps.accounts.forms.LoginForm",
    "signup": "shared_apps.accounts.forms.SignupForm",
    "confirm_email_verification_code": "shared_apps.accounts.forms.ConfirmEmailForm",
    "reset_password": "shared_apps.accounts.forms.ResetPasswordForm",
    "confirm_password_reset_code": "shared_apps.accounts.forms.ConfirmResetForm",
    "reset_password_from_key": "shared_apps.accounts.forms.NewPasswordForm",
    "change_password": "shared_apps.accounts.forms.ChangePasswordForm",
    "add_email": "shared_apps.accounts.forms.ChangeEmailForm",
    "reauthenticate": "shared_apps.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# A code has six digits and three tries; the daily limits keep guessing hopeless.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_RATE_LIMITS = {
    "confirm_email": "1/10s/key,20/d/key",
    "reset_password": "20/m/ip,5/m/key,20/d/key",
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "parvis_language"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = env.VAR_DIR / "static"
MEDIA_ROOT = env.VAR_DIR / "files"
MEDIA_URL = "/files/"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "tenants.storage.LocalCityStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if env.S3_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "tenants.storage.S3CityStorage",
        "OPTIONS": {
            "bucket_name": env.S3_BUCKET,
            "endpoint_url": env.S3_ENDPOINT_URL,
            "region_name": env.S3_REGION,
            "access_key": env.S3_ACCESS_KEY_ID,
            "secret_key": env.S3_SECRET_ACCESS_KEY and env.S3_SECRET_ACCESS_KEY.get_secret_value(),
        },
    }
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

MAIL_FOLDER = env.VAR_DIR / "mail"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = str(MAIL_FOLDER)
EMAIL_HOST = env.EMAIL_HOST
EMAIL_PORT = env.EMAIL_PORT
EMAIL_HOST_USER = env.EMAIL_USER
EMAIL_HOST_PASSWORD = env.EMAIL_PASSWORD.get_secret_value()
EMAIL_USE_TLS = env.EMAIL_USE_TLS and bool(env.EMAIL_HOST)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.EMAIL_FROM
SERVER_EMAIL = env.EMAIL_FROM

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "shared_apps.web.api.PageNumberPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "shared_apps.web.api.exception_handler",
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Parvis",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

CELERY_BROKER_URL = env.REDIS_URL.replace("unix://", "redis+socket://").replace(
    "?db=", "?virtual_host="
)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 570
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

SENTRY_DSN = env.SENTRY_DSN
LOGGING_CONFIG = None
LOGGING = logging_settings(env.LOG_LEVEL, env.LOG_FORMAT)
LOCALE_PATHS: list[str] = []
PROJECT_ROOT = ROOT
