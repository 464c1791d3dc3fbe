export default { testMatch: ['**/*.spec.js'], transform: {}, setupFilesAfterEnv: ['./respool.js'] }
