module respool.test/interop/protocol

go 1.24
