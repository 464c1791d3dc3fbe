"""Asks an OpenAI-compatible server with the openai package, through vcrpy, and prints what it was told, as one JSON line.

    openai_vcr.py record|replay CASSETTE BASE_URL

Recording, everything goes to the server; replaying, nothing goes anywhere.
"""

import json
import sys

import openai
import vcr

mode, cassette, base_url = sys.argv[1:]
client = openai.OpenAI(api_key="replay", base_url=base_url, max_retries=0)


def ask(text, **options):
    return client.chat.completions.create(model="toy-1", messages=[{"role": "user", "content": text}], **options)


def told():
    stream = list(ask("Rain in Portuguese?", stream=True, stream_options={"include_usage": True}))
    yield {
        "chunks": len(stream),
        "text": "".join(choice.delta.content or "" for chunk in stream for choice in chunk.choices),
        "tokens": stream[-1].usage.total_tokens,
    }
    yield {"text": ask("And snow?").choices[0].message.content}
    try:
        client.chat.completions.create(model="test-error-400", messages=[{"role": "user", "content": "No."}])
    except openai.BadRequestError as error:
        yield {"error": error.status_code, "message": error.body["message"]}


with vcr.use_cassette(cassette, record_mode="all" if mode == "record" else "none"):
    print(json.dumps(list(told())))
