from hub.mail.parts import html_from_text, text_from_html

HTML = """<html><head><title>Hidden</title><style>p { color: red }</style></head><body>
<h1>Hello</h1>
<p>You have   a <a href="https://hub.no/x">seat</a>.<br>Bring <b>tea</b>.</p>
<ul><li>One</li><li>Two <a href="mailto:role@hub.no">role@hub.no</a></li></ul>
<!-- hidden -->
<table><tr><td>When</td><td>Monday</td></tr></table>
<p><a href="#top"><img src="a.png" alt="Logo"></a></p>
</body></html>"""


def test_the_text_says_all_that_the_html_shows():
    assert text_from_html(HTML).split("\n") == [
        "Hello",
        "",
        "You have a seat (https://hub.no/x).",
        "Bring tea.",
        "",
        "- One",
        "",
        "- Two role@hub.no",
        "",
        "When  Monday",
        "",
        "Logo",
    ]


def test_the_html_of_a_text_is_escaped_and_its_addresses_are_links():
    html = html_from_text("Read <b>:\nhttps://hub.no/x\n\nBye", subject="A & B", language="nn")
    assert '<html lang="nn">' in html
    assert "<title>A &amp; B</title>" in html
    assert "Read &lt;b&gt;:<br>" in html
    assert '<a href="https://hub.no/x"' in html
    assert "<p>Bye</p>" in html
