"""Reads recordings as llama-stack's replay does, by the classes of the openai package, and tells which ones it would write in another way.

Paths on standard input, one JSON line each; an answer each.
"""

import importlib
import json
import sys


def dumped(value):
    module, name = value["__type__"].rsplit(".", 1)
    made = getattr(importlib.import_module(module), name).model_validate(value["__data__"])
    return made.model_dump(mode="json")


def check(path):
    with open(path) as file:
        text = file.read()
    record = json.loads(text)
    if json.dumps(record, indent=2) + "\n" != text:
        return {"error": "the file is not as json.dump writes it"}
    body = record["response"]["body"]
    values = [value for value in (body if isinstance(body, list) else [body]) if isinstance(value, dict) and "__type__" in value]
    for index, value in enumerate(values):
        before, after = (json.dumps(each, indent=2) for each in (value["__data__"], dumped(value)))
        if before != after:
            return {"error": f"value {index}: {before} would be {after}"}
    return {"values": len(values)}


for line in sys.stdin:
    try:
        answer = check(json.loads(line))
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer))
