"""Attempts to sign in are counted, so that passwords cannot be tried one after the other.

An attempt is written down before the password is looked at, so many at once gain nothing. Kept
are hashes of who and from where, for a quarter of an hour.
"""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.audit import now
from siekit.workspace.hashed_secrets import hashed
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import sign_in_failures

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation

WINDOW = timedelta(minutes=15)

FROM_ONE_PLACE = 5
"""Attempts on one account from one address."""

ON_ONE_ACCOUNT = 50
"""Attempts on one account from anywhere: high, or strangers could shut its owner out."""

OF_ONE_ADDRESS = 50
"""Attempts from one address on all accounts: a whole office may come from one."""

_IPV6_NETWORK = 64


def begin_attempt(installation: Installation, email: str, address: str) -> None:
    """Write an attempt down; `too_many_attempts` when there were too many already."""
    moment = now()
    place = _network(address)
    limits = {
        _key("both", email, place): FROM_ONE_PLACE,
        _key("account", email): ON_ONE_ACCOUNT,
        _key("address", place): OF_ONE_ADDRESS,
    }
    failures = sign_in_failures.c
    with installation.catalogue.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("lock table sign_in_failures in share row exclusive mode"))
        connection.execute(sign_in_failures.delete().where(failures.at < moment - WINDOW))
        counted = sa.select(failures.key, sa.func.count()).group_by(failures.key)
        rows = connection.execute(counted.where(failures.key.in_(limits)))
        found = {str(row[0]): int(row[1]) for row in rows}
        refused = any(found.get(key, 0) >= most for key, most in limits.items())
        if not refused:
            connection.execute(
                sign_in_failures.insert(), [{"key": key, "at": moment} for key in limits]
            )
    if refused:
        raise Refusal("too_many_attempts", minutes=int(WINDOW.total_seconds() // 60))


def forget_attempts(installation: Installation, email: str, address: str) -> None:
    """Forget the attempts of somebody who then had the right password."""
    place = _network(address)
    failures = sign_in_failures.c
    with installation.catalogue.write() as connection:
        gone = failures.key.in_([_key("both", email, place), _key("account", email)])
        connection.execute(sign_in_failures.delete().where(gone))
        # The address keeps what it tried on other accounts; only this attempt was none.
        last = (
            sa.select(sa.func.max(failures.id))
            .where(failures.key == _key("address", place))
            .scalar_subquery()
        )
        connection.execute(sign_in_failures.delete().where(failures.id == last))


def _key(*parts: str) -> str:
    return hashed("\0".join(parts))


def _network(address: str) -> str:
    """Return an address; of IPv6 its network, since one house has as many as it likes."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:  # noqa: PLR2004, IPv4
        return str(found)
    return str(ipaddress.ip_network((found, _IPV6_NETWORK), strict=False))
