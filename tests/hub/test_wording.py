from hub.wording import enumeration, inside


def test_only_plain_words_lose_their_capital():
    assert inside("Kreft") == "kreft"
    assert inside("KOLS") == "KOLS"
    assert inside("") == ""


def test_an_enumeration_keeps_the_first_capital():
    assert enumeration(["Hjemmesykehus", "Felles plan", "KOLS"]) == "Hjemmesykehus, felles plan, KOLS"
    assert enumeration([]) == ""
