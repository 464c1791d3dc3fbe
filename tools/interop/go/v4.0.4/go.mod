module respool.test/interop/go-vcr-v4.0.4

go 1.24

require (
	gopkg.in/dnaeon/go-vcr.v4 v4.0.4
	respool.test/interop/protocol v0.0.0
)

require gopkg.in/yaml.v3 v3.0.1 // indirect

replace respool.test/interop/protocol => ../protocol
