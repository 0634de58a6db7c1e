"""What the law, or good practice, asks of a public website.

- `purposes`: what the hub keeps about people, as every room says it; `views`: the page that shows it.
- `security`: `/.well-known/security.txt` (RFC 9116).
- `documents`: who gets a document.

The accessibility statement is an address in the hub's settings, linked from every page. `hub.sitemap.robots` lets all
in, the National Library's harvest for legal deposit among them: nobody is named, and nothing but the desk is closed.
"""
