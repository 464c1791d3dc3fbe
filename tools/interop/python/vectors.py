"""What CPython makes of numbers, JSON and requests: a JSON line a case on standard input, a JSON line an answer.

{"number": hex} asks for repr, round and "%.5f"; {"json": text} for json.dumps; {"body": text} for the body as a recorder normalises it before it
takes the hash.
"""

import json
import re
import sys

SUBSTITUTIONS = [
    (r"score:\s*[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?", "score: __NORMALIZED__"),
    (r",?\s*attributes:\s*\{[^}]*\}", ""),
    (r"document_id:\s*[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}", "document_id: __NORMALIZED__"),
    (r"<\|[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}\|>", "<|__NORMALIZED__|>"),
]


def normalise(value, root=True):
    if isinstance(value, dict):
        normal = {key: normalise(item, root=False) for key, item in value.items()}
        for key in ("extra_body", "extra_query"):
            if root and isinstance(normal.get(key), dict):
                normal[key].pop("project_id", None)
        return normal
    if isinstance(value, list):
        return [normalise(item) for item in value]
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, str):
        for pattern, by in SUBSTITUTIONS:
            value = re.sub(pattern, by, value)
        return re.sub(r"-?\d+\.\d{4,}", lambda number: "%.5f" % float(number.group()), value)
    return value


def answer(case):
    if "number" in case:
        value = float.fromhex(case["number"])
        return {"repr": repr(value), "round": repr(round(value, 5)), "fixed": "%.5f" % value}
    if "json" in case:
        value = json.loads(case["json"])
        return {"sorted": json.dumps(value, sort_keys=True), "indented": json.dumps(value, indent=2)}
    return {"normal": json.dumps(normalise(json.loads(case["body"])), sort_keys=True)}


for line in sys.stdin:
    case = json.loads(line)
    print(json.dumps({**case, **answer(case)}))
