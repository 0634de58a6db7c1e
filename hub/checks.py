"""System checks: every type of page declares what the rest of the house needs to know of it."""

from __future__ import annotations

from django.core import checks
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import get_page_models

from hub.models.base import BasePage


@checks.register(checks.Tags.models)
def check_page_types(app_configs, **kwargs):
    """Name every creatable page type that lacks a search kind, a template or a card, or shares its search kind."""
    found: list[checks.CheckMessage] = []
    kinds: dict[str, type] = {}
    for model in get_page_models():
        if issubclass(model, BasePage) and model.is_creatable:
            found += type_faults(model)
            if model.search_kind and kinds.setdefault(model.search_kind, model) is not model:
                message = f"search_kind {model.search_kind!r} is also {kinds[model.search_kind].__name__}'s."
                found.append(checks.Error(message, obj=model, id="hub.E003"))
    return found


def type_faults(model: type[BasePage]) -> list[checks.CheckMessage]:
    """What one page type lacks."""
    found: list[checks.CheckMessage] = []
    if not model.search_kind:
        hint = "A stable id; the index, feeds and reports know the type by it."
        found.append(checks.Error("The page type declares no search_kind.", hint=hint, obj=model, id="hub.E001"))
    for template in (model.template, model.card_template):
        try:
            get_template(template)
        except TemplateDoesNotExist:
            found.append(checks.Error(f"The template {template} does not exist.", obj=model, id="hub.E002"))
    for name in (*model.required_to_publish, *(name for name, _ in model.text_fields)):
        if not hasattr(model, name):
            found.append(checks.Error(f"It names {name!r}, which it does not have.", obj=model, id="hub.E004"))
    return found
