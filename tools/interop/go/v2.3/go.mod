module respool.test/interop/go-vcr-v2.3

go 1.24

require (
	gopkg.in/dnaeon/go-vcr.v2 v2.3.0
	respool.test/interop/protocol v0.0.0
)

require gopkg.in/yaml.v3 v3.0.1 // indirect

replace respool.test/interop/protocol => ../protocol
