"""The countries that research and examples come from, as ISO 3166-1 codes."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Country(models.TextChoices):
    """Countries whose health services compare with ours; EU is the code that ISO reserves for the union."""

    AU = "AU", pgettext_lazy("countries", "Australia")
    AT = "AT", pgettext_lazy("countries", "Austria")
    BE = "BE", pgettext_lazy("countries", "Belgium")
    BR = "BR", pgettext_lazy("countries", "Brazil")
    CA = "CA", pgettext_lazy("countries", "Canada")
    CN = "CN", pgettext_lazy("countries", "China")
    HR = "HR", pgettext_lazy("countries", "Croatia")
    CZ = "CZ", pgettext_lazy("countries", "Czechia")
    DK = "DK", pgettext_lazy("countries", "Denmark")
    EE = "EE", pgettext_lazy("countries", "Estonia")
    EU = "EU", pgettext_lazy("countries", "European Union")
    FI = "FI", pgettext_lazy("countries", "Finland")
    FR = "FR", pgettext_lazy("countries", "France")
    DE = "DE", pgettext_lazy("countries", "Germany")
    GR = "GR", pgettext_lazy("countries", "Greece")
    HK = "HK", pgettext_lazy("countries", "Hong Kong")
    HU = "HU", pgettext_lazy("countries", "Hungary")
    IS = "IS", pgettext_lazy("countries", "Iceland")
    IN = "IN", pgettext_lazy("countries", "India")
    IE = "IE", pgettext_lazy("countries", "Ireland")
    IL = "IL", pgettext_lazy("countries", "Israel")
    IT = "IT", pgettext_lazy("countries", "Italy")
    JP = "JP", pgettext_lazy("countries", "Japan")
    KR = "KR", pgettext_lazy("countries", "South Korea")
    LV = "LV", pgettext_lazy("countries", "Latvia")
    LT = "LT", pgettext_lazy("countries", "Lithuania")
    NL = "NL", pgettext_lazy("countries", "Netherlands")
    NZ = "NZ", pgettext_lazy("countries", "New Zealand")
    NO = "NO", pgettext_lazy("countries", "Norway")
    PL = "PL", pgettext_lazy("countries", "Poland")
    PT = "PT", pgettext_lazy("countries", "Portugal")
    SG = "SG", pgettext_lazy("countries", "Singapore")
    SI = "SI", pgettext_lazy("countries", "Slovenia")
    ES = "ES", pgettext_lazy("countries", "Spain")
    SE = "SE", pgettext_lazy("countries", "Sweden")
    CH = "CH", pgettext_lazy("countries", "Switzerland")
    TW = "TW", pgettext_lazy("countries", "Taiwan")
    GB = "GB", pgettext_lazy("countries", "United Kingdom")
    US = "US", pgettext_lazy("countries", "United States")
