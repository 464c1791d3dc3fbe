package protocol

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

// Mode says what a recorder does.
type Mode int

const (
	// Replay answers from the cassette only.
	Replay Mode = iota
	// Record asks the real server, and saves a new cassette.
	Record
	// Extend replays, records what it does not know, and saves the whole cassette anew.
	Extend
)

// Library is one version of go-vcr. Cassettes go by their name: the file's without `.yaml`.
type Library struct {
	// Load reads a cassette.
	Load func(name string) ([]Interaction, error)
	// Save writes one.
	Save func(name string, interactions []Interaction) error
	// Open starts a recorder; the function that comes with it stops it, which saves.
	Open func(name string, mode Mode) (http.RoundTripper, func() error, error)
}

type job struct {
	File         string            `json:"file"`
	Interactions []wireInteraction `json:"interactions"`
	Requests     []wireRequest     `json:"requests"`
	Times        int               `json:"times"`
}

type answer struct {
	Error        string            `json:"error,omitempty"`
	Interactions []wireInteraction `json:"interactions,omitempty"`
	Replies      []reply           `json:"replies,omitempty"`
	Nanoseconds  time.Duration     `json:"nanoseconds,omitempty"`
}

type reply struct {
	Error  string `json:"error,omitempty"`
	Status int    `json:"status"`
	SHA256 string `json:"sha256"`
}

// Serve answers jobs until there are no more.
func Serve(library Library) {
	if len(os.Args) != 2 {
		fatal(fmt.Errorf("usage: %s load|time|save|resave|replay|record|extend", os.Args[0]))
	}
	decoder := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	for {
		var next job
		if err := decoder.Decode(&next); err == io.EOF {
			break
		} else if err != nil {
			fatal(err)
		}
		if err := encoder.Encode(perform(library, os.Args[1], next)); err != nil {
			fatal(err)
		}
	}
	if err := output.Flush(); err != nil {
		fatal(err)
	}
}

// perform turns a panic into an answer: a library that falls over one file is a finding, and the next file still counts.
func perform(library Library, command string, next job) (result answer) {
	defer func() {
		if problem := recover(); problem != nil {
			result = answer{Error: fmt.Sprint("panic: ", problem)}
		}
	}()
	name := strings.TrimSuffix(next.File, ".yaml")
	switch command {
	case "load":
		return load(library, name)
	case "time":
		return fastest(library, name, next.Times)
	case "save":
		return failure(library.Save(name, interactions(next.Interactions)))
	case "resave":
		return exchange(library, name, Extend, nil)
	case "replay":
		return exchange(library, name, Replay, next.Requests)
	case "record":
		return exchange(library, name, Record, next.Requests)
	case "extend":
		return exchange(library, name, Extend, next.Requests)
	default:
		return failure(fmt.Errorf("unknown command %q", command))
	}
}

func load(library Library, name string) answer {
	loaded, err := library.Load(name)
	result := failure(err)
	for _, each := range loaded {
		result.Interactions = append(result.Interactions, toWire(each))
	}
	return result
}

// fastest loads a cassette several times, and tells the shortest time that it took.
func fastest(library Library, name string, times int) answer {
	var best time.Duration
	for range times {
		start := time.Now()
		if _, err := library.Load(name); err != nil {
			return failure(err)
		}
		if taken := time.Since(start); best == 0 || taken < best {
			best = taken
		}
	}
	return answer{Nanoseconds: best}
}

func interactions(wire []wireInteraction) []Interaction {
	var list []Interaction
	for _, each := range wire {
		list = append(list, fromWire(each))
	}
	return list
}

// exchange sends the requests through a client with the cassette's recorder.
func exchange(library Library, name string, mode Mode, requests []wireRequest) answer {
	transport, stop, err := library.Open(name, mode)
	if err != nil {
		return failure(err)
	}
	client := &http.Client{Transport: transport}
	replies := []reply{}
	for _, request := range requests {
		replies = append(replies, send(client, request))
	}
	result := failure(stop())
	result.Replies = replies
	return result
}

func send(client *http.Client, wire wireRequest) reply {
	var body io.Reader
	if len(wire.Body) > 0 {
		body = bytes.NewReader(wire.Body)
	}
	request, err := http.NewRequest(string(wire.Method), string(wire.URL), body)
	if err != nil {
		return reply{Error: err.Error()}
	}
	if headers := header(wire.Headers); headers != nil {
		request.Header = headers
	}
	response, err := client.Do(request)
	if err != nil {
		return reply{Error: err.Error()}
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		return reply{Error: err.Error()}
	}
	sum := sha256.Sum256(content)
	return reply{Status: response.StatusCode, SHA256: hex.EncodeToString(sum[:])}
}

func failure(err error) answer {
	if err == nil {
		return answer{}
	}
	return answer{Error: err.Error()}
}

func fatal(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
