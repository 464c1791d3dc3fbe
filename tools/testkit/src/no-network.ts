// Imported before a program that must work offline: no socket can be connected, and who tries is told.
import { Socket } from 'node:net'

Socket.prototype.connect = function connect(): never {
  throw new Error('This program was to work without a network, and has opened a connection.')
}
