"""The description of our API for programs: the standard's own, with our name, our address and what we add to it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from localoffer.core.frame import council_now

from .forms import LAST_PAGE, LONGEST_SEARCH, MOST_PER_PAGE, PER_PAGE

PROBLEM = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "problems": {
            "type": "array",
            "items": {"type": "object", "properties": {"parameter": {"type": "string"}, "problem": {"type": "string"}}},
        },
    },
    "required": ["title", "status"],
}


@cache
def _standard() -> str:
    return (Path(settings.SHIPPED_DATA_DIR) / "openreferral" / "3.0" / "openapi.json").read_text(encoding="utf-8")


def description(base: str) -> dict[str, Any]:
    """The OpenAPI description of the API at `base`."""
    told, council = json.loads(_standard()), council_now()
    told["info"] = {
        "title": f"{council.name}: {council.site_title}, open data",
        "version": told["info"]["version"],
        "description": "Services for children and young people with SEND, as Open Referral UK 3.0 (HSDS-UK).",
        "contact": {"name": council.name, "url": f"{settings.SITE_ADDRESS}/open-data/"},
    }
    told["servers"] = [{"url": base}]
    told["components"]["schemas"]["Problem"] = PROBLEM
    told["components"]["parameters"] |= _limits(told["components"]["parameters"])
    told["paths"]["/services"]["get"]["parameters"] += [_parameter("postcode"), _parameter("proximity")]
    told["paths"]["/removed_services"] = _removed_services()
    for path, item in told["paths"].items():
        _add_refusals(item["get"], has_id="{id}" in path)
    return told


def _limits(parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters whose values we hold to narrower limits than the standard does."""
    narrower = {
        "page": {"minimum": 1, "maximum": LAST_PAGE, "default": 1},
        "per_page": {"minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
        "format": {"enum": ["json"], "default": "json"},
        "search": {"maxLength": LONGEST_SEARCH},
        "modified_after": {"format": "date-time"},
        **{name: {"format": "uuid"} for name in ("taxonomy_term_id", "taxonomy_id", "organization_id")},
    }
    return {name: parameters[name] | {"schema": parameters[name]["schema"] | limits} for name, limits in narrower.items()}


def _parameter(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/parameters/{name}"}


def _removed_services() -> dict[str, Any]:
    """Ours: the standard has no word for a record that is gone."""
    gone = {
        "type": "object",
        "properties": {"id": {"type": "string", "format": "uuid"}, "removed_date": {"type": "string", "format": "date-time"}},
        "required": ["id", "removed_date"],
    }
    page = {"allOf": [{"$ref": "#/components/schemas/Page"}], "properties": {"contents": {"type": "array", "items": gone}}}
    return {
        "get": {
            "operationId": "getRemovedServices",
            "summary": "Services that were here once and are gone, so that a copy can be kept in step",
            "tags": ["Optional"],
            "parameters": [_parameter(name) for name in ("modified_after", "page", "per_page", "format")],
            "responses": {"200": {"description": "A page of removed services.", "content": {"application/json": {"schema": page}}}},
        }
    }


def _add_refusals(operation: dict[str, Any], *, has_id: bool) -> None:
    """Each answer that is no 200, with its shape: a mistake in the address, an unknown id, a record that is gone."""
    refusals = {"400": "The address asks for something that cannot be read."} if operation.get("parameters") else {}
    if has_id:
        refusals |= {"404": "There is nothing with this id.", "410": "The record was here and is gone."}
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, words in refusals.items():
        operation["responses"][status] = {"description": words, "content": content}
    operation["responses"]["304"] = {"description": "You have the newest answer already (If-None-Match, If-Modified-Since)."}
