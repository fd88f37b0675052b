"""The environment of a running Parvis: every variable that it reads, with its type and default."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Env(BaseSettings):
    """Read once at start; a missing or malformed value stops the process with its name."""

    model_config = SettingsConfigDict(env_file=None, case_sensitive=True, extra="ignore")

    SECRET_KEY: SecretStr = Field(
        default=SecretStr(""),
        description="Signs sessions and links; at least 50 characters in production.",
    )
    DATABASE_URL: str = Field(
        default="postgresql:///parvis",
        description="PostgreSQL 15 or later; pooled by session if at all, never by transaction.",
    )
    REDIS_URL: str = Field(
        default="redis://localhost:6379/0",
        description="Redis or Valkey: cache, broker and versions of pages.",
    )
    BASE_DOMAIN: str = Field(
        default="localhost",
        description="Portals live at <slug>.<BASE_DOMAIN>, operators at console.<BASE_DOMAIN>.",
    )
    PUBLIC_PORT: int | None = Field(
        default=None,
        description="Port written into addresses, when it is not the scheme's own.",
    )
    PUBLIC_SCHEME: Literal["http", "https"] = Field(
        default="https", description="Scheme written into addresses."
    )
    DEMO: bool = Field(
        default=False,
        description="Opens the demo's accounts, its readable mailbox and the page of components.",
    )
    CELL: str = Field(default="default", description="Name of this stack, a tag in error reports.")
    VAR_DIR: Path = Field(
        default=ROOT / "var", description="Where files live that are not in object storage."
    )
    S3_BUCKET: str = Field(
        default="", description="Bucket for files; empty stores them on the local disk."
    )
    S3_ENDPOINT_URL: str | None = Field(
        default=None, description="Address of the S3 API, when it is not Amazon's."
    )
    S3_REGION: str | None = Field(default=None, description="Region of the bucket.")
    S3_ACCESS_KEY_ID: str | None = Field(default=None, description="Access key of the bucket.")
    S3_SECRET_ACCESS_KEY: SecretStr | None = Field(
        default=None, description="Secret key of the bucket."
    )
    EMAIL_HOST: str = Field(
        default="", description="SMTP server; empty writes mails below VAR_DIR instead."
    )
    EMAIL_PORT: int = Field(default=587, description="Port of the SMTP server.")
    EMAIL_USER: str = Field(default="", description="User of the SMTP server.")
    EMAIL_PASSWORD: SecretStr = Field(
        default=SecretStr(""), description="Password of the SMTP server."
    )
    EMAIL_USE_TLS: bool = Field(default=True, description="Whether SMTP starts TLS.")
    EMAIL_FROM: str = Field(
        default="Parvis <noreply@localhost>", description="Sender of mails of the platform."
    )
    SENTRY_DSN: str = Field(default="", description="Where errors go; empty reports none.")
    LOG_LEVEL: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Least severe message that is logged."
    )
    LOG_FORMAT: Literal["json", "text"] = Field(
        default="json", description="Machine-readable or human-readable log lines."
    )
    WEB_CONCURRENCY: int = Field(default=2, description="Number of web worker processes.")


env = Env()
