package protocol

import "sort"

func fromWire(w wireInteraction) Interaction {
	q, s := w.Request, w.Response
	return Interaction{
		Request{
			string(q.Proto), q.ProtoMajor, q.ProtoMinor, q.ContentLength, texts(q.TransferEncoding), header(q.Trailer), string(q.Host),
			string(q.RemoteAddr), string(q.RequestURI), string(q.Body), header(q.Form), header(q.Headers), string(q.URL), string(q.Method),
		},
		Response{
			string(s.Proto), s.ProtoMajor, s.ProtoMinor, texts(s.TransferEncoding), header(s.Trailer), s.ContentLength, s.Uncompressed,
			string(s.Body), header(s.Headers), string(s.Status), s.Code, s.Duration,
		},
	}
}

func toWire(i Interaction) wireInteraction {
	q, s := i.Request, i.Response
	return wireInteraction{
		wireRequest{
			[]byte(q.Proto), q.ProtoMajor, q.ProtoMinor, q.ContentLength, blobs(q.TransferEncoding), pairs(q.Trailer), []byte(q.Host),
			[]byte(q.RemoteAddr), []byte(q.RequestURI), []byte(q.Body), pairs(q.Form), pairs(q.Headers), []byte(q.URL), []byte(q.Method),
		},
		wireResponse{
			[]byte(s.Proto), s.ProtoMajor, s.ProtoMinor, blobs(s.TransferEncoding), pairs(s.Trailer), s.ContentLength, s.Uncompressed,
			[]byte(s.Body), pairs(s.Headers), []byte(s.Status), s.Code, s.Duration,
		},
	}
}

func texts(blobs [][]byte) []string {
	var list []string
	for _, blob := range blobs {
		list = append(list, string(blob))
	}
	return list
}

func blobs(texts []string) [][]byte {
	list := [][]byte{}
	for _, text := range texts {
		list = append(list, []byte(text))
	}
	return list
}

func header(pairs []wireHeader) map[string][]string {
	if len(pairs) == 0 {
		return nil
	}
	all := map[string][]string{}
	for _, pair := range pairs {
		all[string(pair.Name)] = texts(pair.Values)
	}
	return all
}

func pairs(header map[string][]string) []wireHeader {
	list := []wireHeader{}
	for name, values := range header {
		list = append(list, wireHeader{[]byte(name), blobs(values)})
	}
	// Go's maps have no order.
	sort.Slice(list, func(a, b int) bool { return string(list[a].Name) < string(list[b].Name) })
	return list
}
