"""As whom PostgreSQL runs: it refuses root, and its `initdb` a user without a name.

Such a user maps itself to an ordinary account in a namespace of its own: no account is made and
no file changes its owner. Where namespaces are forbidden, root gives way to `nobody`.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass

from infra.local.processes import LocalError, find_tool

PREFERRED_ACCOUNTS = ("daemon", "nobody")


@dataclass(frozen=True)
class Identity:
    """What to put in front of a server's command, and who owns its files if not this user."""

    prefix: tuple[str, ...] = ()
    owner: str | None = None


def server_identity() -> Identity:
    if os.geteuid() != 0 and _has_name(os.geteuid()):
        return Identity()
    if can_map_users():
        return Identity((*_namespace(), _require_tool("setpriv"), "--pdeathsig", "INT"))
    if os.geteuid() != 0:
        raise LocalError(
            f"PostgreSQL needs a user with a name, and number {os.geteuid()} has none here:"
            " add one, or set DATABASE_URL."
        )
    account = _ordinary_account("nobody")
    drop = (f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups")
    return Identity((_require_tool("setpriv"), *drop, "--pdeathsig", "INT"), account.pw_name)


def can_map_users() -> bool:
    """Tell whether this machine allows namespaces: many containers do not."""
    if find_tool("unshare") is None:
        return False
    return subprocess.run([*_namespace(), "true"], capture_output=True, check=False).returncode == 0


def _namespace() -> tuple[str, ...]:
    account = _ordinary_account(*PREFERRED_ACCOUNTS)
    numbers = (f"--map-user={account.pw_uid}", f"--map-group={account.pw_gid}")
    return (_require_tool("unshare"), "--user", *numbers)


def _ordinary_account(*names: str) -> pwd.struct_passwd:
    accounts = {account.pw_name: account for account in pwd.getpwall() if account.pw_uid != 0}
    for name in names:
        if name in accounts:
            return accounts[name]
    if not accounts:
        raise LocalError("This machine has no account but root; set DATABASE_URL.")
    return next(iter(accounts.values()))


def _has_name(number: int) -> bool:
    try:
        pwd.getpwuid(number)
    except KeyError:
        return False
    return True


def _require_tool(name: str) -> str:
    tool = find_tool(name)
    if tool is None:
        raise LocalError(
            f"PostgreSQL does not run as root, and {name} (package util-linux) is missing:"
            " run this as another user, or set DATABASE_URL."
        )
    return tool
