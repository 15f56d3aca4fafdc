"""scenario.schema.json, made from the models: editors complete and check scenario files with it."""

import json

from scenarios.file.schema import Scenario


def text() -> str:
    """The JSON Schema as it stands in the file."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Scenario.model_json_schema(by_alias=True)}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
