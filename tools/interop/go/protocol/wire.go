// Package protocol is what the interop proof speaks with each version of go-vcr: jobs come in on stdin and answers go out on stdout, a line of JSON each.
package protocol

import (
	"net/http"
	"net/url"
	"time"
)

// Request has the fields of go-vcr's own struct (3 and 4) in their order, so that one converts to the other.
type Request struct {
	Proto            string
	ProtoMajor       int
	ProtoMinor       int
	ContentLength    int64
	TransferEncoding []string
	Trailer          http.Header
	Host             string
	RemoteAddr       string
	RequestURI       string
	Body             string
	Form             url.Values
	Headers          http.Header
	URL              string
	Method           string
}

// Response likewise.
type Response struct {
	Proto            string
	ProtoMajor       int
	ProtoMinor       int
	TransferEncoding []string
	Trailer          http.Header
	ContentLength    int64
	Uncompressed     bool
	Body             string
	Headers          http.Header
	Status           string
	Code             int
	Duration         time.Duration
}

// Interaction is one of a cassette.
type Interaction struct {
	Request  Request
	Response Response
}

// The same on the wire: a Go string may hold any bytes and JSON's may not, so all text is base64, which is what encoding/json makes of []byte.
type wireRequest struct {
	Proto            []byte       `json:"proto"`
	ProtoMajor       int          `json:"protoMajor"`
	ProtoMinor       int          `json:"protoMinor"`
	ContentLength    int64        `json:"contentLength"`
	TransferEncoding [][]byte     `json:"transferEncoding"`
	Trailer          []wireHeader `json:"trailer"`
	Host             []byte       `json:"host"`
	RemoteAddr       []byte       `json:"remoteAddr"`
	RequestURI       []byte       `json:"requestUri"`
	Body             []byte       `json:"body"`
	Form             []wireHeader `json:"form"`
	Headers          []wireHeader `json:"headers"`
	URL              []byte       `json:"url"`
	Method           []byte       `json:"method"`
}

type wireResponse struct {
	Proto            []byte        `json:"proto"`
	ProtoMajor       int           `json:"protoMajor"`
	ProtoMinor       int           `json:"protoMinor"`
	TransferEncoding [][]byte      `json:"transferEncoding"`
	Trailer          []wireHeader  `json:"trailer"`
	ContentLength    int64         `json:"contentLength"`
	Uncompressed     bool          `json:"uncompressed"`
	Body             []byte        `json:"body"`
	Headers          []wireHeader  `json:"headers"`
	Status           []byte        `json:"status"`
	Code             int           `json:"code"`
	Duration         time.Duration `json:"duration"`
}

type wireInteraction struct {
	Request  wireRequest  `json:"request"`
	Response wireResponse `json:"response"`
}

type wireHeader struct {
	Name   []byte   `json:"name"`
	Values [][]byte `json:"values"`
}
