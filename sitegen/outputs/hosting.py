"""What hosts read and readers do not: headers, and whom to tell of a weakness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sitegen.hosting.headers import netlify, rules
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.sensitive import sensitive_folders
from sitegen.resolve.site import Site

#: For how many days the file says that it is true; RFC 9116, section 2.5.5, asks for less than a year.
SECURITY_DAYS = 180


def plan(site: Site) -> Iterator[PlannedFile]:
    """``_headers``, and ``.well-known/security.txt`` when there is somebody to write to."""
    yield PlannedFile("_headers", data=netlify(rules(sensitive_folders(site))).encode())
    if site.config.contact:
        yield PlannedFile(".well-known/security.txt", data=_security(site, site.config.contact).encode())


def _security(site: Site, contact: str) -> str:
    """Whom to tell of a weakness of the site (RFC 9116)."""
    lines = {
        "Contact": f"mailto:{contact}",
        "Expires": f"{site.today + timedelta(days=SECURITY_DAYS)}T00:00:00Z",
        "Preferred-Languages": ", ".join(site.languages),
    }
    if site.config.base_url:
        lines["Canonical"] = f"{site.config.base_url}.well-known/security.txt"
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


OUTPUT = Output("hosting", plan)
