"""Tells what PyYAML reads in each file named on standard input, one JSON line a file: a SHA-256 of all of it, in one text form.

Tags are constructed as vcrpy's loader does, but never anything else than data.
"""

import base64
import gzip
import hashlib
import json
import sys

import yaml

Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(Base):
    pass


def text(loader, node):
    return loader.construct_scalar(node)


def items(loader, node):
    return loader.construct_sequence(node, deep=True)


def file_content(loader, node):
    return (loader.construct_mapping(node, deep=True).get("state") or [""])[0]


def first_argument(loader, node):
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)[0]
    return (loader.construct_mapping(node, deep=True).get("args") or [[]])[0]


def as_written(loader, node):
    return loader.construct_scalar(node)


for tag, constructor in {
    "tag:yaml.org,2002:python/unicode": text,
    "tag:yaml.org,2002:python/str": text,
    "tag:yaml.org,2002:python/tuple": items,
    "tag:yaml.org,2002:python/object/new:_io.BytesIO": file_content,
    "tag:yaml.org,2002:python/object/apply:builtins.iter": first_argument,
    # No part of a cassette is a date, so both sides keep the text.
    "tag:yaml.org,2002:timestamp": as_written,
}.items():
    Loader.add_constructor(tag, constructor)


def plain(value):
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, int):
        return {"int": str(value)}
    if isinstance(value, float):
        return {"float": json.dumps(value)}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    pairs = [[key_text(key), plain(item)] for key, item in value.items()]
    return {"map": sorted(pairs, key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))}


def key_text(key):
    if isinstance(key, bool) or key is None:
        return json.dumps(key)
    return str(key)


def digest(path):
    with open(path, "rb") as file:
        content = file.read()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    decoded = content.decode("utf-8")
    value = json.loads(decoded) if path.endswith(".json") else yaml.load(decoded, Loader=Loader)
    canonical = json.dumps(plain(value), separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


for line in sys.stdin:
    path = json.loads(line)
    try:
        print(json.dumps({"path": path, "sha256": digest(path)}))
    except Exception as error:
        print(json.dumps({"path": path, "error": f"{type(error).__name__}: {error}"[:300]}))
