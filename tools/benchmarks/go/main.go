// What go-vcr takes for the same work: a process a measurement, its outcome as JSON on the last line.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sort"
	"strconv"
	"syscall"
	"time"
)

type outcome struct {
	Fault   string             `json:"fault,omitempty"`
	Figures map[string]float64 `json:"figures"`
}

func main() {
	commands := map[string]func(arguments []string) (outcome, error){"open": openAll, "save": save, "grow": grow}
	command, known := commands[os.Args[1]]
	if !known {
		fail(fmt.Errorf("unknown command %s", os.Args[1]))
	}
	result, err := command(os.Args[2:])
	if err != nil {
		fail(err)
	}
	if err := json.NewEncoder(io.Writer(os.Stdout)).Encode(result); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func number(text string) int {
	value, err := strconv.Atoi(text)
	if err != nil {
		fail(err)
	}
	return value
}

// took tells the milliseconds of time and of CPU.
func took(action func() error) (wall, cpu float64, err error) {
	before, start := used(), time.Now()
	err = action()
	return milliseconds(time.Since(start)), milliseconds(used() - before), err
}

func used() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		fail(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func milliseconds(duration time.Duration) float64 {
	return float64(duration) / float64(time.Millisecond)
}

func median(values []float64) float64 {
	sorted := append([]float64{}, values...)
	sort.Float64s(sorted)
	return sorted[len(sorted)/2]
}

// repeated measures an action several times: the first, and the median of the others.
func repeated(times int, action func() error) (map[string]float64, error) {
	var walls, cpus []float64
	for range times {
		wall, cpu, err := took(action)
		if err != nil {
			return nil, err
		}
		walls, cpus = append(walls, wall), append(cpus, cpu)
	}
	cold := walls[0]
	if times > 1 {
		walls, cpus = walls[1:], cpus[1:]
	}
	return map[string]float64{"wall": median(walls), "cpu": median(cpus), "cold": cold}, nil
}
