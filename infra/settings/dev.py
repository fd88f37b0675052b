"""Settings of the demo and of work on one's own machine."""

from infra.env import env
from infra.settings.base import *  # noqa: F403

PUBLIC_SCHEME = "http"
SECRET_KEY = env.SECRET_KEY.get_secret_value() or "only-for-this-machine-" + "x" * 40
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
}
