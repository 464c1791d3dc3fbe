module respool.test/interop/go-vcr-v1.2

go 1.24

require (
	github.com/dnaeon/go-vcr v1.2.0
	respool.test/interop/protocol v0.0.0
)

require gopkg.in/yaml.v2 v2.2.8 // indirect

replace respool.test/interop/protocol => ../protocol
