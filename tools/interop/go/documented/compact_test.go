// Put beside the code of docs/guides/go.md by the proof: that page claims that `compact` writes respool's layout.
package chat_test

import (
	"bytes"
	"os"
	"testing"

	"gopkg.in/dnaeon/go-vcr.v4/pkg/recorder"
)

func TestCompact(t *testing.T) {
	before, err := os.ReadFile("testdata/compact.yaml")
	if err != nil {
		t.Fatal(err)
	}
	tape, err := recorder.New("testdata/compact", recorder.WithMode(recorder.ModeReplayWithNewEpisodes), recorder.WithMarshalFunc(compact))
	if err != nil {
		t.Fatal(err)
	}
	if err := tape.Stop(); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile("testdata/compact.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Errorf("respool wrote\n%s\nand Go\n%s", before, after)
	}
}
