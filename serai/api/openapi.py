"""The API described for programs: OpenAPI 3.1, made from the routes themselves."""

import re
from collections.abc import Iterable
from typing import Any, Final

import msgspec
from msgspec.json import schema_components
from starlette.responses import Response

from serai.entry import Ask, Endpoint, Routes, Upload
from serai.entry.told import Problem
from serai.kernel import Id
from serai.store import Read

VERSION: Final = "3.1.0"
ID: Final = {"type": "string", "pattern": "^[0-9]{1,19}$"}
FILE: Final = {"type": "string", "format": "binary"}
HANDLE: Final = {"type": "string", "pattern": "^[a-z0-9_]{2,30}$"}
TEXT: Final = {"type": "string", "minLength": 1, "maxLength": 200}


def described(endpoints: Iterable[Endpoint]) -> Routes:
    """The route that answers with the description of `endpoints`."""
    routes = Routes()
    listed = tuple(endpoints)

    @routes.get("/openapi.json")
    async def openapi(_tx: Read, ask: Ask, _: None) -> Response:
        body = msgspec.json.encode(describe(listed, ask.house.place.address))
        return Response(body, media_type="application/json")

    return routes


def describe(endpoints: Iterable[Endpoint], address: str) -> dict[str, Any]:
    """The whole description, as plain values."""
    listed = [endpoint for endpoint in endpoints if endpoint.path.startswith("/api/")]
    kinds = [Problem, *(kind for one in listed for kind in (one.body, one.answer) if kind)]
    _, components = schema_components(
        kinds, schema_hook=_schema, ref_template="#/components/schemas/{name}"
    )
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in listed:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": VERSION,
        "info": {"title": "Serai", "version": "1"},
        "servers": [{"url": address}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"bearer": []}],
    }


def _schema(kind: type) -> dict[str, Any]:
    if issubclass(kind, Id):
        return dict(ID)
    if issubclass(kind, Upload):
        return dict(FILE)
    raise NotImplementedError(kind)


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    said = (endpoint.handle.__doc__ or endpoint.handle.__name__).strip().split("\n")[0]
    parameters = [_in_path(name) for name in re.findall(r"{(\w+)}", endpoint.path)]
    made: dict[str, Any] = {
        "operationId": endpoint.handle.__name__,
        "summary": said,
        "responses": _responses(endpoint),
    }
    if endpoint.body is not None and endpoint.reads:
        parameters += _in_query(endpoint.body)
    elif endpoint.body is not None:
        schema = _reference(endpoint.body)
        files = any(field.type is Upload for field in msgspec.structs.fields(endpoint.body))
        encoding = "multipart/form-data" if files else "application/json"
        made["requestBody"] = {"required": True, "content": {encoding: {"schema": schema}}}
    if parameters:
        made["parameters"] = parameters
    return made


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    problem = {
        "description": "A refusal, in words",
        "content": {"application/problem+json": {"schema": _reference(Problem)}},
    }
    if endpoint.answer is None:
        return {"204": {"description": "Done"}, "4XX": problem, "503": problem}
    schema = _reference(endpoint.answer)
    good = {"description": "Done", "content": {"application/json": {"schema": schema}}}
    return {str(endpoint.status): good, "4XX": problem, "503": problem}


def _reference(kind: Any) -> dict[str, Any]:
    (made,), _ = schema_components(
        [kind], schema_hook=_schema, ref_template="#/components/schemas/{name}"
    )
    return made


def _in_path(name: str) -> dict[str, Any]:
    schema = HANDLE if name == "handle" else TEXT if name in {"name", "feed", "word"} else ID
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(kind: type) -> list[dict[str, Any]]:
    _, components = schema_components([kind], schema_hook=_schema)
    schema = components[kind.__name__]
    required = set(schema.get("required", ()))
    return [
        {"name": name, "in": "query", "required": name in required, "schema": part}
        for name, part in schema["properties"].items()
    ]
