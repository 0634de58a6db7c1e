"""Fixed addresses that the law or a standard knows."""

PRIVACY = "/personvern/"
SECURITY = "/.well-known/security.txt"
