package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"reflect"

	"gopkg.in/dnaeon/go-vcr.v2/cassette"
	"gopkg.in/dnaeon/go-vcr.v2/recorder"
	"respool.test/interop/protocol"
)

func main() {
	protocol.Serve(protocol.Library{Load: load, Save: save, Open: open})
}

func load(name string) ([]protocol.Interaction, error) {
	c, err := cassette.Load(name)
	if err != nil {
		return nil, err
	}
	var all []protocol.Interaction
	for _, i := range c.Interactions {
		q, s := i.Request, i.Response
		all = append(all, protocol.Interaction{
			Request:  protocol.Request{Body: q.Body, Form: q.Form, Headers: q.Headers, URL: q.URL, Method: q.Method},
			Response: protocol.Response{Body: s.Body, Headers: s.Headers, Status: s.Status, Code: s.Code, Duration: s.Duration},
		})
	}
	return all, nil
}

func save(name string, interactions []protocol.Interaction) error {
	c := cassette.New(name)
	for _, i := range interactions {
		q, s := i.Request, i.Response
		c.AddInteraction(&cassette.Interaction{
			Request:  cassette.Request{Body: q.Body, Form: q.Form, Headers: q.Headers, URL: q.URL, Method: q.Method},
			Response: cassette.Response{Body: s.Body, Headers: s.Headers, Status: s.Status, Code: s.Code, Duration: s.Duration},
		})
	}
	return c.Save()
}

// Replaying sleeps for the recorded duration: this version has no switch for that.
func open(name string, mode protocol.Mode) (http.RoundTripper, func() error, error) {
	modes := map[protocol.Mode]recorder.Mode{
		protocol.Replay: recorder.ModeReplaying,
		protocol.Record: recorder.ModeRecording,
		protocol.Extend: recorder.ModeReplayingOrRecording,
	}
	r, err := recorder.NewAsMode(name, modes[mode], nil)
	if err != nil {
		return nil, nil, err
	}
	r.SetMatcher(sameRequest)
	return r, r.Stop, nil
}

// The matcher of docs/guides/go.md, word for word.

// sameRequest compares what was asked: method, URL and body. Headers may differ, since they differ between clients.
func sameRequest(r *http.Request, recorded cassette.Request) bool {
	if r.Method != recorded.Method || r.URL.String() != recorded.URL {
		return false
	}
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body)) // for the comparison with the next interaction
	}
	return string(body) == recorded.Body || sameJSON(body, []byte(recorded.Body))
}

// sameJSON ignores the order of keys and white space. Numbers keep their digits, however long.
func sameJSON(left, right []byte) bool {
	l, leftOK := decodeJSON(left)
	r, rightOK := decodeJSON(right)
	return leftOK && rightOK && reflect.DeepEqual(l, r)
}

func decodeJSON(data []byte) (value any, ok bool) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	err := decoder.Decode(&value)
	return value, err == nil && !decoder.More()
}
