"""Loads a cassette with vcrpy; tells what it took, as JSON. Arguments: file, how many interactions there are."""

import json
import resource
import sys
import time

from vcr.cassette import Cassette

file, count = sys.argv[1], int(sys.argv[2])
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
cpu, start = time.process_time(), time.perf_counter()
cassette = Cassette.load(path=file)
wall, cpu = time.perf_counter() - start, time.process_time() - cpu
outcome = {
    "figures": {
        "wall": wall * 1000,
        "cpu": cpu * 1000,
        "memory": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) * 1024,
    }
}
if len(cassette) != count:
    outcome["fault"] = f"read {len(cassette)} of {count} interactions"
print(json.dumps(outcome))
