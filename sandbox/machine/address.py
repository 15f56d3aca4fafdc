"""The address under which the hall reaches this machine."""

import socket
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""Names by which a machine calls itself; no phone in the hall gets anywhere with them."""


def lan_address() -> str:
    """This machine's address in the hall's network; 127.0.0.1 if it has none. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket only chooses the interface; the address need not exist.
            probe.connect(("10.255.255.255", 1))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def url(host: str, port: int) -> str:
    """What to type into a browser: http://192.168.1.5:8010"""
    return f"http://{lan_address() if host in ('0.0.0.0', '') else host}:{port}"


def is_loopback(link: str) -> bool:
    """Whether only this machine gets anywhere with that link."""
    return urlsplit(link).hostname in LOOPBACK


def for_phones(host_url: str, host: str, port: int) -> str:
    """The address under which a page was opened; the machine's address in the hall if it was opened on the machine itself."""
    return url(host, port) if is_loopback(host_url) else host_url.rstrip("/")
