"""How often a public form may be sent, counted in the cache: per network address, e-mail address and subject.

A whole municipality often has one network address, so the count there is generous; an e-mail address gets few mails
that it may not have asked for. No count holds who it is about: its key is a keyed hash.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

TOO_OFTEN = _(
    "The form has been sent many times in a short while, so it was not sent now. What you wrote is still here: wait a "
    "while, and send it once more."
)
IPV6_NETWORK = 64  # bits: what one household or office has


@dataclass(frozen=True)
class Rate:
    """So many within a time that begins with the first of them."""

    number: int
    period: timedelta


@dataclass(frozen=True)
class Limits:
    """The limits of one form; what is None is not counted.

    Attributes:
        form: The form's name.
        ip, subject, email: Per network address, per thing that the form is about, per e-mail address.
    """

    form: str
    ip: Rate
    subject: Rate | None = None
    email: Rate | None = None

    def allow(self, request: HttpRequest, *, subject: object = "", email: str = "") -> bool:
        """Count a form that was filled in right, and say whether it may be acted on.

        In this order, and none after the first that is used up: who sends too much uses up nobody else's address.
        """
        counted = (
            ("ip", self.ip, network_of(request)),
            ("subject", self.subject, subject),
            ("email", self.email, email),
        )
        return all(
            _count(f"{self.form}.{kind}", rate, str(value).strip().casefold())
            for kind, rate, value in counted
            if rate is not None and value
        )


def _count(name: str, rate: Rate, value: str) -> bool:
    key = f"form-limit:{name}:{salted_hmac('hub.forms.limits', f'{name}:{value}', algorithm='sha256').hexdigest()}"
    try:
        cache.add(key, 0, rate.period.total_seconds())
        number = cache.incr(key)
    except ValueError:  # it ended between the two lines
        return True
    except Exception:  # whichever cache: that it is away must not close the forms
        logger.exception("A form could not be counted.")
        return True
    if number > rate.number:
        logger.warning("The form's limit %s is used up.", name)
    return number <= rate.number


def network_of(request: HttpRequest) -> str:
    """Where a request comes from: the address that the last of the trusted proxies saw; of IPv6 the network.

    The proxies are those of the log-in's limits (`TRUSTED_PROXIES`). Whatever the header holds, this is no error.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    for text in (hops[-proxies] if 0 < proxies <= len(hops) else "", request.META.get("REMOTE_ADDR", "")):
        try:
            found = ip_address(text.strip())
        except ValueError:
            continue
        if isinstance(found, IPv6Address):
            found = found.ipv4_mapped or found
        return str(ip_network((found, IPV6_NETWORK), strict=False)) if found.version == 6 else str(found)
    return "unknown"
