"""The editors' side in a browser: coming in, with an authenticator app where the account has one, and publishing."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD = 30  # seconds that a code is good for
ENOUGH = 5


def code(secret):
    """The six digits that an authenticator app shows, with time left to type them in."""
    left = PERIOD - time.time() % PERIOD
    if left < ENOUGH:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def log_in(page, hub, email, password, secret=""):
    """From the log-in page to the desk."""
    page.goto(f"{hub.url}/admin/")
    page.fill("#id_login", email)
    page.fill("#id_password", password)
    page.click("main form button[type=submit]")
    if secret:
        page.fill("#id_code", code(secret))
        page.click("main form button[type=submit]")
    page.wait_for_url("**/admin/")


def publish(page):
    """Press Publish, which Wagtail keeps in the menu beside Save."""
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("footer button[name=action-publish]").click()
    page.wait_for_load_state()
