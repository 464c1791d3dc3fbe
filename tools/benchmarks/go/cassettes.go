package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"go.yaml.in/yaml/v4"
	"gopkg.in/dnaeon/go-vcr.v4/pkg/cassette"
)

type content struct {
	Interactions int `json:"interactions"`
	Bytes        int `json:"bytes"`
}

// openAll loads a cassette, or a folder of them one by one. Arguments: path, times, what is in it.
func openAll(arguments []string) (outcome, error) {
	names, err := namesIn(arguments[0])
	if err != nil {
		return outcome{}, err
	}
	var wanted, found content
	if err := json.Unmarshal([]byte(arguments[2]), &wanted); err != nil {
		return outcome{}, err
	}
	figures, err := repeated(number(arguments[1]), func() error {
		found = content{}
		for _, name := range names {
			loaded, err := cassette.Load(name)
			if err != nil {
				return err
			}
			found.Interactions += len(loaded.Interactions)
			for _, each := range loaded.Interactions {
				found.Bytes += len(each.Response.Body)
			}
		}
		return nil
	})
	if err != nil {
		return outcome{}, err
	}
	if found.Interactions != wanted.Interactions || (wanted.Bytes != 0 && found.Bytes != wanted.Bytes) {
		return outcome{Fault: fmt.Sprintf("read %v, there is %v", found, wanted)}, nil
	}
	return outcome{Figures: figures}, nil
}

// save writes a cassette that was loaded. Arguments: path, where to, times.
func save(arguments []string) (outcome, error) {
	loaded, err := cassette.Load(strings.TrimSuffix(arguments[0], ".yaml"))
	if err != nil {
		return outcome{}, err
	}
	fresh := cassette.New(strings.TrimSuffix(arguments[1], ".yaml"))
	fresh.MarshalFunc = yaml.Marshal // as recorder.New does; Save alone would panic
	for _, each := range loaded.Interactions {
		fresh.AddInteraction(each)
	}
	figures, err := repeated(number(arguments[2]), fresh.Save)
	return outcome{Figures: figures}, err
}

func namesIn(path string) ([]string, error) {
	if strings.HasSuffix(path, ".yaml") {
		return []string{strings.TrimSuffix(path, ".yaml")}, nil
	}
	var names []string
	err := filepath.Walk(path, func(file string, _ os.FileInfo, err error) error {
		if strings.HasSuffix(file, ".yaml") {
			names = append(names, strings.TrimSuffix(file, ".yaml"))
		}
		return err
	})
	sort.Strings(names)
	return names, err
}
