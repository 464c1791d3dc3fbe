module respool.test/interop/go-vcr-v4.0.6

go 1.24

require (
	go.yaml.in/yaml/v4 v4.0.0-rc.3
	gopkg.in/dnaeon/go-vcr.v4 v4.0.6
	respool.test/interop/protocol v0.0.0
)

replace respool.test/interop/protocol => ../protocol
