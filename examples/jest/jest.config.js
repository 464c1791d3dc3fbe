export default { testMatch: ['**/hi.test.js'], transform: {} }
