"""A per-process memory of which host leads to which city, and keys that carry the city.

An entry lives 60 s (10 s where a host leads nowhere). A version in Redis, read at most every
two seconds, empties the memory of every process soon after a city, domain, module or theme changes.
"""

import time
from collections import OrderedDict
from functools import lru_cache
from threading import Lock
from typing import Any, cast

import redis
from django.conf import settings
from django.core.cache.backends.redis import RedisCache, RedisCacheClient

from tenants.connection import connection
from tenants.models import Domain
from tenants.snapshot import CitySnapshot, snapshot_of

FOUND_SECONDS = 60.0
MISSING_SECONDS = 10.0
VERSION_SECONDS = 2.0
MOST_HOSTS = 5000


def city_key(key: str, key_prefix: str, version: int) -> str:
    """A cache key that no other city can read: it starts with the city's uuid."""
    tenant = connection.tenant
    owner = tenant.uuid if isinstance(tenant, CitySnapshot) else "control"
    return f"{settings.REDIS_NAMESPACE}:{owner}:{version}:{key}"


def version_key() -> str:
    """Where the version of all routing lives."""
    return f"{settings.REDIS_NAMESPACE}:routing"


class HostCache:
    """Bounded, least recently used first out; safe among threads."""

    def __init__(self) -> None:
        self._entries: OrderedDict[str, tuple[float, CitySnapshot | None]] = OrderedDict()
        self._lock = Lock()
        self._version: object = None
        self._version_until = 0.0

    def get(self, host: str, *, is_fresh: bool = False) -> CitySnapshot | None:
        """The city of a host, or None; reads the control plane when the memory has no answer.

        `is_fresh` asks for the version now, so that a change made in another process is seen.
        """
        if is_fresh:
            self._version_until = 0.0
        self._forget_if_changed()
        now = time.monotonic()
        with self._lock:
            entry = self._entries.get(host)
            if entry and entry[0] > now:
                self._entries.move_to_end(host)
                return entry[1]
        city = find_city(host)
        with self._lock:
            lifetime = FOUND_SECONDS if city else MISSING_SECONDS
            self._entries[host] = (now + lifetime, city)
            self._entries.move_to_end(host)
            while len(self._entries) > MOST_HOSTS:
                self._entries.popitem(last=False)
        return city

    def clear(self) -> None:
        """Forget every host in this process."""
        with self._lock:
            self._entries.clear()
            self._version_until = 0.0

    def _forget_if_changed(self) -> None:
        now = time.monotonic()
        if now < self._version_until:
            return
        self._version_until = now + VERSION_SECONDS
        try:
            version = redis_client().get(version_key())
        except redis.RedisError:
            return  # entries still expire by themselves
        if version != self._version:
            self._version = version
            with self._lock:
                self._entries.clear()


def redis_client() -> redis.Redis:
    """This process's client; it is safe among threads and reconnects by itself."""
    return _client_of(settings.REDIS_URL)


class OneClient(RedisCacheClient):
    """Django's client, which makes a client of Redis at each use, with one for the process."""

    def get_client(self, key: Any = None, *, write: bool = False) -> redis.Redis:
        """The process's client."""
        return redis_client()


class CityCache(RedisCache):
    """Django's cache on Redis; `city_key` gives each city keys of its own."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient


def kept(*keys: str) -> list[bytes | None]:
    """What Redis keeps under these keys, in one trip."""
    return cast("list[bytes | None]", redis_client().mget(*keys))


@lru_cache(maxsize=2)
def _client_of(url: str) -> redis.Redis:
    return redis.Redis.from_url(url)


def find_city(host: str) -> CitySnapshot | None:
    """Read which served city a host leads to. Leaves the control plane's schema set."""
    connection.set_schema_to_public()
    domain = (
        Domain.objects.select_related("city")
        .filter(host=host, city__ready_at__isnull=False)
        .first()
    )
    if domain is None or not domain.city.is_served:
        return None
    return snapshot_of(domain.city)


hosts = HostCache()


def announce_change() -> None:
    """Tell every process that a city, domain, module or theme has changed."""
    hosts.clear()
    redis_client().incr(version_key())
