"""Drawings computed from facts, so that one glance down a list says who, how far and on what ground.

Pure code: no models, no queries. Pages state their facts as `HouseFacts`; the tags of `hub.templatetags.drawing` show
the picture. Whatever a picture says stands in words beside it, so every house is hidden from assistive technology.
"""
