"""What nobody means to search for, and somebody sends."""

STRANGE = {
    "long": "kols " * 2000,
    "one long word": "k" * 10_000,
    "control characters": "pingviner\x00\x01\x1b\u202e",
    "a lone quote": 'pingviner "',
    "many quotes": '"""" \'',
    "operators": '((pingviner OR -) AND NOT -("-" *:* ~ [a TO b]',
    "only minus": "-pingviner",
    "markup": "<script>alert(1)</script>",
    "sql": "'; DROP TABLE search_posting; --",
    "signs": "!?%&=+#/\\",
    "emoji": "👩🏽‍⚕️ pingviner",
    "half a pair": "\ud83d".encode("utf-8", "replace").decode(),
    "spaces": "   ",
}
