// Loaded before a program: whatever it asks of the network is refused, and told on standard error.

const net = require('node:net');
const dns = require('node:dns');

function refuse(what) {
  process.stderr.write(`asked of the network: ${JSON.stringify(what)}\n`);
  throw new Error('there is no network in this test');
}

net.Socket.prototype.connect = (...args) => refuse(args[0]);
dns.lookup = (name) => refuse(name);
