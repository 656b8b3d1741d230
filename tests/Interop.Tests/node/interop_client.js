'use strict';

// Runs the interoperability cases against a server. Prints 'ok CASE' or 'FAILED CASE: reason' for each.
//   interop_client.js TARGET [PEM]      TARGET is HOST:PORT or unix:PATH; with a PEM file the calls are made over TLS

const assert = require('assert');
const fs = require('fs');
const http2 = require('http2');
const path = require('path');
const modules = process.env.INTEROP_NODE_MODULES || path.join(__dirname, 'node_modules');
const grpc = require(path.join(modules, '@grpc/grpc-js'));
const loader = require(path.join(modules, '@grpc/proto-loader'));

const [target, ca] = process.argv.slice(2);
const status = grpc.status;
const SPECIAL = '\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \u{1f608}\t\n';
const ODD_SIZES = [0, 1, 4, 5, 6, 255, 16379, 16384, 16385, 65530, 65535, 65536, 100001, 1048575, 3000000];
const GZIP = { 'grpc.default_compression_algorithm': 2 };

const definition = loader.loadSync('test.proto', { includeDirs: [path.join(__dirname, '..', 'protos')], keepCase: true, defaults: true });
const { testing } = grpc.loadPackageDefinition(definition).grpc;
const credentials = ca ? grpc.credentials.createSsl(fs.readFileSync(ca)) : grpc.credentials.createInsecure();
const client = new testing.TestService(target, credentials);
const zipping = new testing.TestService(target, credentials, { ...GZIP, 'grpc.use_local_subchannel_pool': 1 });

function body(size) {
  const bytes = Buffer.alloc(size);
  for (let index = 0; index < size; index++) bytes[index] = ((index % 256) * 31 + size) & 0xff;
  return bytes;
}

function soon() {
  return { deadline: Date.now() + 30000 };
}

/** Makes a unary call; resolves to the response, the error, and both kinds of metadata. */
function unary(stub, name, request, metadata = new grpc.Metadata()) {
  return new Promise(resolve => {
    const result = {};
    const call = stub[name](request, metadata, soon(), (error, response) => Object.assign(result, { error, response }));
    call.on('metadata', headers => { result.headers = headers; });
    call.on('status', ended => { result.status = ended; setImmediate(() => resolve(result)); });
  });
}

/** Makes a streaming call; resolves to its messages and status. */
function stream(request, { metadata = new grpc.Metadata(), options = soon(), onCall = () => {}, onMessage = () => {} } = {}) {
  return new Promise(resolve => {
    const result = { messages: [] };
    const call = client.StreamingOutputCall(request, metadata, options);
    call.on('metadata', headers => { result.headers = headers; });
    call.on('data', message => { result.messages.push(message.payload.body); onMessage(call); });
    call.on('error', () => {});
    call.on('status', ended => { result.status = ended; setImmediate(() => resolve(result)); });
    onCall(call);
  });
}

/** Sends raw bytes as the body of a call; resolves to the grpc-status. */
function raw(bytes) {
  return new Promise((resolve, reject) => {
    const socket = target.startsWith('unix:') ? { createConnection: () => require('net').connect(target.slice(5)) } : {};
    const session = http2.connect(target.startsWith('unix:') ? 'http://localhost' : `http://${target}`, socket);
    session.on('error', reject);
    const request = session.request({
      ':method': 'POST', ':path': '/grpc.testing.TestService/UnaryCall', 'content-type': 'application/grpc', te: 'trailers',
    });
    let found;
    const look = headers => { found = headers['grpc-status'] ?? found; };
    request.on('response', look);
    request.on('trailers', look);
    request.on('data', () => {});
    request.on('error', reject);
    request.on('close', () => { session.close(); resolve(Number(found)); });
    request.end(bytes);
  });
}

function sizes(list, interval_us = 0) {
  return { response_parameters: list.map(size => ({ size, interval_us })) };
}

function assertBodies(actual, expected) {
  assert.deepStrictEqual(actual.map(bytes => bytes.length), expected);
  actual.forEach((bytes, index) => assert.ok(bytes.equals(body(expected[index])), `content of ${expected[index]} bytes`));
}

const cases = {
  async empty_unary() {
    assert.ifError((await unary(client, 'EmptyCall', {})).error);
  },
  async large_unary() {
    const { error, response } = await unary(client, 'UnaryCall', { response_size: 314159, payload: { body: body(271828) } });
    assert.ifError(error);
    assertBodies([response.payload.body], [314159]);
  },
  async server_streaming() {
    const expected = [31415, 9, 2653, 58979];
    assertBodies((await stream(sizes(expected))).messages, expected);
  },
  async odd_sizes() {
    assertBodies((await stream(sizes(ODD_SIZES))).messages, ODD_SIZES);
    for (const size of ODD_SIZES) {
      const { error, response } = await unary(client, 'UnaryCall', { response_size: size, payload: { body: body(size) } });
      assert.ifError(error);
      assertBodies([response.payload.body], [size]);
    }
  },
  async empty_stream() {
    const result = await stream(sizes([]));
    assert.deepStrictEqual(result.messages, []);
    assert.strictEqual(result.status.code, status.OK);
  },
  async cancel_after_begin() {
    const result = await stream(sizes([1], 60000000), { onCall: call => call.cancel() });
    assert.strictEqual(result.status.code, status.CANCELLED);
  },
  async cancel_after_first_response() {
    const request = { response_parameters: [{ size: 31415 }, { size: 1, interval_us: 60000000 }] };
    const result = await stream(request, { onMessage: call => call.cancel() });
    assertBodies(result.messages, [31415]);
    assert.strictEqual(result.status.code, status.CANCELLED);
  },
  async timeout_on_sleeping_server() {
    const result = await stream(sizes([31415], 60000000), { options: { deadline: Date.now() + 50 } });
    assert.strictEqual(result.status.code, status.DEADLINE_EXCEEDED);
  },
  async custom_metadata() {
    const sent = new grpc.Metadata();
    sent.add('x-grpc-test-echo-initial', 'test_initial_metadata_value');
    sent.add('x-grpc-test-echo-trailing-bin', Buffer.from('ababab00ff', 'hex'));
    for (const result of [await unary(client, 'UnaryCall', { response_size: 1 }, sent), await stream(sizes([1]), { metadata: sent })]) {
      assert.deepStrictEqual(result.headers.get('x-grpc-test-echo-initial'), ['test_initial_metadata_value']);
      assert.deepStrictEqual(result.status.metadata.get('x-grpc-test-echo-trailing-bin'), [Buffer.from('ababab00ff', 'hex')]);
    }
  },
  async status_code_and_message() {
    const response_status = { code: 2, message: 'test status message' };
    const streamed = { ...sizes([5]), response_status };
    for (const result of [await unary(client, 'UnaryCall', { response_status }), await stream(streamed)]) {
      assert.strictEqual(result.status.code, status.UNKNOWN);
      assert.strictEqual(result.status.details, 'test status message');
    }
  },
  async special_status_message() {
    const result = await unary(client, 'UnaryCall', { response_status: { code: 2, message: SPECIAL } });
    assert.strictEqual(result.status.code, status.UNKNOWN);
    assert.strictEqual(result.status.details, SPECIAL);
  },
  async unimplemented_method() {
    assert.strictEqual((await unary(client, 'UnimplementedCall', {})).status.code, status.UNIMPLEMENTED);
  },
  async unimplemented_service() {
    const other = new testing.UnimplementedService(target, credentials);
    assert.strictEqual((await unary(other, 'UnimplementedCall', {})).status.code, status.UNIMPLEMENTED);
  },
  async client_compressed_unary() {
    const request = { expect_compressed: { value: true }, response_size: 314159, payload: { body: body(271828) } };
    assert.strictEqual((await unary(client, 'UnaryCall', request)).status.code, status.INVALID_ARGUMENT);
    const { error, response } = await unary(zipping, 'UnaryCall', request);
    assert.ifError(error);
    assertBodies([response.payload.body], [314159]);
  },
  async server_compressed_unary() {
    for (const value of [true, false]) {
      const request = { response_compressed: { value }, response_size: 314159, payload: { body: body(271828) } };
      const { error, response } = await unary(client, 'UnaryCall', request);
      assert.ifError(error);
      assertBodies([response.payload.body], [314159]);
    }
  },
  async server_compressed_streaming() {
    const compressed = [[31415, true], [0, true], [92653, false]];
    const request = { response_parameters: compressed.map(([size, value]) => ({ size, compressed: { value } })) };
    assertBodies((await stream(request)).messages, [31415, 0, 92653]);
  },
  async message_limit() {
    for (const stub of [client, zipping]) {
      const result = await unary(stub, 'UnaryCall', { payload: { body: Buffer.alloc(5000000) } });
      assert.strictEqual(result.status.code, status.RESOURCE_EXHAUSTED);
    }
  },
  async malformed_frames() {
    if (ca) return;
    const expected = {
      '': status.INTERNAL, '00': status.INTERNAL, '0000000002': status.INTERNAL, '0700000000': status.INTERNAL,
      '0100000000': status.INTERNAL, '000000000000': status.INTERNAL, '0000000001ff': status.INTERNAL,
      '00ffffffff': status.RESOURCE_EXHAUSTED, '0000000000': status.OK,
    };
    for (const [bytes, code] of Object.entries(expected)) assert.strictEqual(await raw(Buffer.from(bytes, 'hex')), code, bytes);
  },
};

(async () => {
  for (const [name, run] of Object.entries(cases)) {
    try {
      await run();
      console.log(`ok ${name}`);
    } catch (error) {
      console.log(`FAILED ${name}: ${String(error.stack).replaceAll('\n', ' | ')}`);
    }
  }
  process.exit(0);
})();
