import fc from 'fast-check'

// The same cases every time: a test that fails now and then tells nobody anything. Others by RESPOOL_SEED.
fc.configureGlobal({ seed: Number(process.env['RESPOOL_SEED'] ?? 20261121) })
