module respool.test/interop/go-vcr-v4.0.5

go 1.24

require (
	gopkg.in/dnaeon/go-vcr.v4 v4.0.5
	respool.test/interop/protocol v0.0.0
)

require github.com/goccy/go-yaml v1.18.0 // indirect

replace respool.test/interop/protocol => ../protocol
