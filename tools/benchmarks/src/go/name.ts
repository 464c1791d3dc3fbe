export const goName = 'go-vcr 4.0.7'
