const { mkdirSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { commands, ConfigurationTarget, workspace } = require('vscode');

/**
 * Test support. Runs the commands of each request, one after another, then changes the user settings, of which null removes
 * one. The answer says that all of it is done. The profile has an empty file whose name is the time of the start and the port.
 */
exports.activate = ({ subscriptions }) => {
  const hosts = process.env.COZE_TEST_HOSTS;
  if (hosts) redirectHosts(JSON.parse(hosts));
  const server = createServer((request, response) => {
    void handle(request).then(
      () => response.end(),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  subscriptions.push({ dispose: () => server.close() });
  server.listen(0, '127.0.0.1', () => {
    const folder = `${process.env.COZE_TEST_PROFILE}/User/drivers`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${Date.now()}-${server.address().port}`, '');
  });
};

/** Sends the requests for each of these origins to its server on loopback: all extensions of a window share `fetch`. */
function redirectHosts(servers) {
  const send = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const { origin, pathname, search } = new URL(input instanceof Request ? input.url : input);
    const server = servers[origin];
    return send(server === undefined ? input : `${server}${pathname}${search}`, init);
  };
}

async function handle(request) {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  const wanted = JSON.parse(body);
  for (const command of wanted.commands) await commands.executeCommand(command);
  const configuration = workspace.getConfiguration();
  for (const [key, value] of Object.entries(wanted.settings))
    await configuration.update(key, value ?? undefined, ConfigurationTarget.Global);
}
