test('x', async () => {
  await expect(fetch('http://127.0.0.1:1/')).resolves.toMatchObject({ status: 400 })
})
