package main

import (
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"time"

	"gopkg.in/dnaeon/go-vcr.v4/pkg/cassette"
	"gopkg.in/dnaeon/go-vcr.v4/pkg/recorder"
)

const url = "http://api.example.com/v1/chat/completions"

// grow opens a cassette of so many interactions, and asks for its first and its last. Arguments: path, how many, how often to ask for each, the body of a request with %d in it.
func grow(arguments []string) (outcome, error) {
	count, asks, body := number(arguments[1]), number(arguments[2]), arguments[3]
	before := inUse()
	var client *http.Client
	open := func() error {
		r, err := recorder.New(strings.TrimSuffix(arguments[0], ".yaml"), recorder.WithMode(recorder.ModeReplayOnly), recorder.WithMatcher(sameRequest), recorder.WithSkipRequestLatency(true), recorder.WithReplayableInteractions(true))
		if err == nil {
			client = &http.Client{Transport: r}
		}
		return err
	}
	opened, _, err := took(func() error {
		if err := open(); err != nil {
			return err
		}
		return ask(client, body, count/2)
	})
	if err != nil {
		return outcome{}, err
	}
	memory := inUse() - before
	var first, last []float64
	for index := range asks {
		for _, side := range []struct {
			times *[]float64
			index int
		}{{&first, index % ((count + 1) / 2)}, {&last, count - 1 - index%(count/2)}} {
			start := time.Now()
			if err := ask(client, body, side.index); err != nil {
				return outcome{}, err
			}
			*side.times = append(*side.times, milliseconds(time.Since(start)))
		}
	}
	runtime.KeepAlive(client)
	figures := map[string]float64{"open": opened, "lookupFirst": median(first), "lookupLast": median(last)}
	if count >= 1000 {
		figures["memory"] = float64(memory)
	}
	return outcome{Figures: figures}, nil
}

func ask(client *http.Client, body string, index int) error {
	response, err := client.Post(url, "application/json", strings.NewReader(strings.ReplaceAll(body, "%d", fmt.Sprint(index))))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err == nil && !strings.Contains(string(answer), fmt.Sprintf("\"Answer %d:", index)) {
		return fmt.Errorf("the answer to %d is %s", index, answer)
	}
	return err
}

// sameRequest is a matcher that is as cheap as one can be that reads the body.
func sameRequest(r *http.Request, recorded cassette.Request) bool {
	if r.Method != recorded.Method || r.URL.String() != recorded.URL {
		return false
	}
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(strings.NewReader(string(body))) // for the comparison with the next interaction
	return string(body) == recorded.Body
}

func inUse() int64 {
	runtime.GC()
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return int64(memory.HeapAlloc)
}
