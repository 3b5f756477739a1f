import { bodyOf, type Call, type Endpoint } from './endpoint';

const jwtGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** Issues a code for a user to enter on a page (docs/coze-protocol.md, 7). */
export const deviceCode: Endpoint = {
  methods: ['POST'],
  path: '/api/permission/oauth2/device/code',
  isPublic: true,
  servers: ['cloud'],
  async handle(call) {
    const { oauth, options } = call.service;
    const { client_id: clientId } = await bodyOf(call.request);
    if (!oauth.isClient(clientId)) return refuse(call, 'invalid_client', 401);
    const { code, userCode, life } = oauth.newDeviceCode(clientId);
    return reply(call, {
      device_code: code,
      user_code: userCode,
      verification_uri: `${siteOf(call.request)}/open/oauth/device`,
      expires_in: life,
      interval: options.oauth?.interval ?? 5,
    });
  },
};

/** Issues tokens for a device code, for a code of the page, or for a refresh token. */
export const token: Endpoint = {
  methods: ['POST'],
  path: '/api/permission/oauth2/token',
  isPublic: true,
  servers: ['cloud'],
  async handle(call) {
    const { oauth } = call.service;
    const body = await bodyOf(call.request);
    if (body['grant_type'] === jwtGrant) return issueForJwt(call);
    const clientId = body['client_id'];
    if (!oauth.isClient(clientId)) return refuse(call, 'invalid_client', 401);
    switch (body['grant_type']) {
      case deviceGrant:
        return replyOrRefuse(call, oauth.poll(body['device_code'], clientId));
      case 'refresh_token':
        return replyOrRefuse(call, oauth.refresh(body['refresh_token'], clientId));
      case 'authorization_code': {
        const grant = oauth.takePageCode(body['code']);
        const isRight =
          grant?.clientId === clientId &&
          grant.redirectUri === body['redirect_uri'] &&
          grant.challenge === (await challengeOf(String(body['code_verifier'])));
        return replyOrRefuse(call, isRight ? oauth.issue(clientId) : 'invalid_request');
      }
      default:
        return refuse(call, 'unsupported_grant_type');
    }
  },
};

/** The page where a user approves a sign-in by PKCE. It asks nothing: the reply is the redirect. */
export const authorize: Endpoint = {
  methods: ['GET'],
  path: '/api/permission/oauth2/authorize',
  isPublic: true,
  servers: ['cloud'],
  handle(call) {
    const { oauth, options } = call.service;
    const { searchParams } = new URL(call.request.url);
    const value = (name: string): string => searchParams.get(name) ?? '';
    const clientId = value('client_id');
    if (!oauth.isClient(clientId)) return Promise.resolve(refuse(call, 'invalid_client', 401));
    if (value('response_type') !== 'code' || value('code_challenge_method') !== 'S256') {
      return Promise.resolve(refuse(call, 'invalid_request'));
    }
    const target = new URL(value('redirect_uri'));
    target.searchParams.set('state', value('state'));
    if (options.oauth?.page === 'declines') {
      target.searchParams.set('error', 'access_denied');
    } else {
      const grant = { clientId, redirectUri: value('redirect_uri'), challenge: value('code_challenge') };
      target.searchParams.set('code', oauth.newPageCode(grant));
    }
    return Promise.resolve(new Response(null, { status: 302, headers: { location: target.href } }));
  },
};

/** Issues an access token for a JSON Web Token of an app. There is no refresh token. */
async function issueForJwt(call: Call): Promise<Response> {
  const { oauth } = call.service;
  const [, jwt = ''] = /^Bearer (.+)$/.exec(call.request.headers.get('authorization') ?? '') ?? [];
  const taken = await oauth.takeJwt(jwt, new URL(call.request.url).host);
  if ('refusal' in taken) return refuse(call, taken.refusal, taken.refusal === 'invalid_client' ? 401 : 400);
  const { access_token, expires_in } = oauth.issue(taken.appId);
  return reply(call, { access_token, expires_in });
}

function replyOrRefuse(call: Call, result: string | object): Response {
  if (typeof result === 'object') return reply(call, result);
  return result === 'internal_error' ? refuse(call, result, 500) : refuse(call, result);
}

/** The reply has the time of the service, which may differ from that of the client. */
function reply({ service, logId }: Call, body: object): Response {
  const response = service.json(body, logId);
  response.headers.set('date', new Date(service.options.now()).toUTCString());
  return response;
}

/** Coze's clients read three spellings of a refusal: the service sends all of them, or the one of the options. */
function refuse({ service, logId }: Call, code: string, status = 400): Response {
  const text = `simulated refusal: ${code}`;
  const spellings = {
    error: { error: code, error_description: text },
    error_code: { error_code: code, error_message: text },
    msg: { code: status, msg: code },
  };
  const { spelling } = service.options.oauth ?? {};
  const body = spelling ? spellings[spelling] : { ...spellings.error, ...spellings.error_code };
  return service.json(body, logId, status);
}

/** The site of the cloud whose API is called; that of the mainland cloud for other hosts. */
function siteOf(request: Request): string {
  return new URL(request.url).host === 'api.coze.com' ? 'https://www.coze.com' : 'https://www.coze.cn';
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
